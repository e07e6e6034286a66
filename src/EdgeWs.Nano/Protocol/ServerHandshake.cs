using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>The server's side of the opening handshake, RFC 6455 section 4.2: judges a request and writes the answer.</summary>
    internal static class ServerHandshake
    {
        /// <summary>Switching protocols: the request is a valid opening handshake.</summary>
        internal const int Accepted = 101;

        /// <summary>The field with the subprotocols that a client offers, RFC 6455 section 4.1.</summary>
        internal const string ProtocolField = "Sec-WebSocket-Protocol";

        // More than any client has, and few enough to make strings of all.
        private const uint MaxProtocols = 32;

        /// <summary>Takes the request line apart, RFC 7230 section 3.1.1.</summary>
        /// <returns>Whether it is well-formed and of HTTP/1.1.</returns>
        internal static bool ReadRequestLine(HttpHead head, out string method, out string path, out string query)
        {
            byte[] text = head.Text;
            int start = head.StartLineStart;
            int end = head.StartLineEnd;
            int methodEnd = Ascii.IndexOf(text, (byte)' ', start, end);
            int targetEnd = Ascii.IndexOf(text, (byte)' ', methodEnd + 1, end);

            method = string.Empty;
            path = string.Empty;
            query = string.Empty;
            if (targetEnd >= end
                || !Ascii.IsToken(text, start, methodEnd)
                || Ascii.GetString(text, targetEnd + 1, end - targetEnd - 1) != "HTTP/1.1")
            {
                return false;
            }

            method = Ascii.GetString(text, start, methodEnd - start);
            path = SplitTarget(Ascii.GetString(text, methodEnd + 1, targetEnd - methodEnd - 1), out query);
            return path.Length > 0 && path[0] == '/';
        }

        /// <summary>Takes the target of a request apart.</summary>
        /// <returns>The path.</returns>
        internal static string SplitTarget(string target, out string query)
        {
            string path = target;
            query = string.Empty;
            int mark = path.IndexOf('?');
            if (mark >= 0)
            {
                query = path.Substring(mark + 1);
                path = path.Substring(0, mark);
            }

            // The absolute form, as a proxy sends it, says the same: RFC 7230 section 5.3.2.
            int scheme = path.IndexOf("://");
            if (scheme > 0 && scheme < path.IndexOf('/'))
            {
                int slash = path.IndexOf('/', scheme + 3);
                path = slash < 0 ? "/" : path.Substring(slash);
            }

            return path;
        }

        /// <summary>Judges the header fields of a request whose path and method are right.</summary>
        /// <returns><see cref="Accepted"/>, or the status with which to refuse: 400 or 426.</returns>
        internal static int Judge(WsHeaders headers)
        {
            string length = headers["Content-Length"];
            if (!headers.HasOne("Host") || headers.Find("Transfer-Encoding", 0) >= 0 || (length != null && length != "0"))
            {
                return 400;
            }

            if (!headers.HasToken("Upgrade", "websocket") || !headers.HasToken("Connection", "Upgrade"))
            {
                return 426;
            }

            string version = headers["Sec-WebSocket-Version"];
            if (version != null && version != "13")
            {
                return 426;
            }

            // A second field would put a comma into the value, which no key has.
            return version != null
                && AcceptKey.IsValidKey(headers["Sec-WebSocket-Key"])
                && (uint)headers.CountTokens(ProtocolField) <= MaxProtocols
                    ? Accepted
                    : 400;
        }

        /// <summary>Writes the answer that opens the connection, RFC 6455 section 4.2.2.</summary>
        internal static byte[] Accept(string key, string protocol)
        {
            string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + AcceptKey.Compute(key) + "\r\n";
            if (protocol.Length > 0)
            {
                answer += ProtocolField + ": " + protocol + "\r\n";
            }

            return Encoding.UTF8.GetBytes(answer + "\r\n");
        }

        /// <summary>Writes the answer that refuses the request. The connection ends behind it.</summary>
        /// <param name="status">The HTTP status.</param>
        /// <param name="headers">Further header lines, each with its line end; may be null.</param>
        internal static byte[] Refuse(int status, string headers)
        {
            // The reason phrase may be empty, and no client reads it: RFC 7230 section 3.1.2.
            string answer = "HTTP/1.1 " + status.ToString() + " \r\nContent-Length: 0\r\n";
            if (status == 426)
            {
                answer += "Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n";
            }
            else
            {
                answer += status == 405 ? "Allow: GET\r\nConnection: close\r\n" : "Connection: close\r\n";
            }

            return Encoding.UTF8.GetBytes(answer + headers + "\r\n");
        }
    }
}
