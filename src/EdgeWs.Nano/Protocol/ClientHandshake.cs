using System;

namespace EdgeWs.Nano
{
    /// <summary>The client's side of the opening handshake, RFC 6455 section 4.1: writes the request and judges the answer.</summary>
    internal static class ClientHandshake
    {
        /// <summary>The answer opens the connection.</summary>
        internal const int Accepted = 101;

        /// <summary>The answer is not what RFC 6455 demands of one that opens the connection.</summary>
        internal const int Invalid = 0;

        /// <summary>Writes the request.</summary>
        /// <param name="host">The value of the Host field.</param>
        /// <param name="resource">Path and query.</param>
        /// <param name="key">A fresh key, see <see cref="CreateKey"/>.</param>
        /// <param name="protocols">The subprotocols to offer, in the order of preference.</param>
        /// <param name="headers">Further header lines, each with its line end.</param>
        internal static byte[] CreateRequest(string host, string resource, string key, string[] protocols, string headers)
        {
            string request = "GET " + resource + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key + "\r\n";
            for (int i = 0; i < protocols.Length; i++)
            {
                request += (i == 0 ? "Sec-WebSocket-Protocol: " : ", ") + protocols[i] + (i == protocols.Length - 1 ? "\r\n" : string.Empty);
            }

            return TextEncoding.Utf8.GetBytes(request + headers + "\r\n");
        }

        /// <summary>Writes the request to a proxy for a way through, RFC 9110 section 9.3.6.</summary>
        /// <param name="authority">Host and port to go to.</param>
        /// <param name="credentials">A header line, or an empty string.</param>
        internal static byte[] CreateTunnelRequest(string authority, string credentials)
        {
            return TextEncoding.Utf8.GetBytes("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + credentials + "\r\n");
        }

        /// <summary>Judges the answer.</summary>
        /// <param name="head">The complete head of the answer.</param>
        /// <param name="key">The key that the request had.</param>
        /// <param name="protocols">What the request offered.</param>
        /// <param name="protocol">The subprotocol that the server chose; empty when none.</param>
        /// <returns><see cref="Accepted"/>, <see cref="Invalid"/>, or the HTTP status with which the server refused.</returns>
        internal static int StatusFor(AnswerHead head, string key, string[] protocols, out string protocol)
        {
            protocol = string.Empty;
            if (head.Status != Accepted)
            {
                return head.Status;
            }

            // A server of HTTP/1.0 may refuse, but it cannot switch: RFC 6455 section 4.1.
            if (head.IsOld || head.IsMalformed)
            {
                return Invalid;
            }

            WsHeaders headers = head.Headers;
            if (!headers.HasToken("Upgrade", "websocket")
                || !headers.HasToken("Connection", "Upgrade")
                || headers["Sec-WebSocket-Accept"] != AcceptKey.Compute(key))
            {
                return Invalid;
            }

            // None was offered, so none may be in use.
            if (headers.Find("Sec-WebSocket-Extensions", 0) >= 0)
            {
                return Invalid;
            }

            string chosen = headers["Sec-WebSocket-Protocol"];
            if (chosen != null)
            {
                if (Array.IndexOf(protocols, chosen) < 0)
                {
                    return Invalid;
                }

                protocol = chosen;
            }

            return Accepted;
        }

        /// <summary>Makes the Sec-WebSocket-Key of a client.</summary>
        /// <param name="random">The source of the 16 bytes.</param>
        /// <returns>The 24 characters of the key.</returns>
        internal static string CreateKey(Random random)
        {
            byte[] nonce = new byte[16];
            random.NextBytes(nonce);

            return Convert.ToBase64String(nonce);
        }
    }
}
