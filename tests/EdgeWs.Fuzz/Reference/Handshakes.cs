using System;
using System.Linq;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>Which opening handshakes are to be accepted, RFC 6455 sections 4.1 and 4.2.1.</summary>
    internal static class Handshakes
    {
        /// <summary>Whether a server for a path must accept a request.</summary>
        internal static bool IsRequest(HttpText head, string path)
        {
            string[] parts = head.StartLine.Split(' ');
            string[] keys = head.Values("Sec-WebSocket-Key");
            string[] lengths = head.Values("Content-Length");
            return parts.Length == 3
                && parts[0] == "GET"
                && PathOf(parts[1]) == path
                && parts[2] == "HTTP/1.1"
                && head.Values("Host").Length == 1
                && IsUpgrade(head)
                && head.Values("Sec-WebSocket-Version") is ["13"]
                && keys.Length == 1
                && IsKey(keys[0])
                && head.Items("Sec-WebSocket-Protocol").All(HttpText.IsToken)
                && head.Values("Transfer-Encoding").Length == 0
                && lengths is [] or ["0"];
        }

        /// <summary>Whether a client that offered some subprotocols must accept an answer.</summary>
        internal static bool IsAnswer(HttpText head, string key, string[] offered)
        {
            string[] accepts = head.Values("Sec-WebSocket-Accept");
            string[] chosen = head.Values("Sec-WebSocket-Protocol");
            return (head.StartLine + " ").StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)
                && IsUpgrade(head)
                && accepts.Length == 1
                && accepts[0] == OpeningHandshake.AcceptOf(key)
                && head.Values("Sec-WebSocket-Extensions").Length == 0
                && (chosen.Length == 0 || (chosen.Length == 1 && offered.Contains(chosen[0])));
        }

        private static bool IsUpgrade(HttpText head)
        {
            return head.Items("Upgrade").Contains("websocket", StringComparer.OrdinalIgnoreCase)
                && head.Items("Connection").Contains("Upgrade", StringComparer.OrdinalIgnoreCase);
        }

        private static bool IsKey(string key)
        {
            byte[] bytes = new byte[24];
            return key.Length == 24
                && !key.Any(char.IsWhiteSpace)
                && Convert.TryFromBase64String(key, bytes, out int count)
                && count == 16;
        }

        /// <summary>The path of a request's target, in the origin form or in the absolute form that a proxy sends.</summary>
        private static string PathOf(string target)
        {
            string path = target.Split('?')[0];
            int scheme = path.IndexOf("://", StringComparison.Ordinal);
            if (scheme > 0 && path.IndexOf('/') > scheme)
            {
                int slash = path.IndexOf('/', scheme + 3);
                return slash < 0 ? "/" : path.Substring(slash);
            }

            return path;
        }
    }
}
