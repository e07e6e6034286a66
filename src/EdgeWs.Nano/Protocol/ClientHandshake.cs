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
        /// <param name="key">A fresh key, see <see cref="AcceptKey.CreateKey"/>.</param>
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

            return Utf8.Encoding.GetBytes(request + headers + "\r\n");
        }

        /// <summary>Judges the answer.</summary>
        /// <param name="head">The complete head of the answer.</param>
        /// <param name="key">The key that the request had.</param>
        /// <param name="protocols">What the request offered.</param>
        /// <param name="protocol">The subprotocol that the server chose; empty when none.</param>
        /// <returns><see cref="Accepted"/>, <see cref="Invalid"/>, or the HTTP status with which the server refused.</returns>
        internal static int Judge(HttpHead head, string key, string[] protocols, out string protocol)
        {
            protocol = string.Empty;
            int status = ReadStatus(head);
            if (status != Accepted)
            {
                return status;
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

        /// <summary>Reads the status line, RFC 7230 section 3.1.2.</summary>
        /// <returns>The status, or <see cref="Invalid"/>.</returns>
        private static int ReadStatus(HttpHead head)
        {
            byte[] text = head.Text;
            int start = head.StartLineStart;
            int length = head.StartLineEnd - start;
            if (length < 12 || Ascii.GetString(text, start, 7) != "HTTP/1." || text[start + 8] != ' ' || (length > 12 && text[start + 12] != ' '))
            {
                return Invalid;
            }

            int status = 0;
            for (int i = start + 9; i < start + 12; i++)
            {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9)
                {
                    return Invalid;
                }

                status = status * 10 + digit;
            }

            // A server of HTTP/1.0 may refuse, but it cannot switch: RFC 6455 section 4.1.
            return status < 100 || (status == Accepted && text[start + 7] != '1') ? Invalid : status;
        }
    }
}
