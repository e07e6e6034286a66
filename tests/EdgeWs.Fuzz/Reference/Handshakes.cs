using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeWs.Fuzz
{
    /// <summary>Which opening handshakes are to be accepted, RFC 6455 sections 4.1 and 4.2.1.</summary>
    internal static class Handshakes
    {
        private const int MaxProtocols = 32;

        /// <summary>Whether a server for a path must accept a request.</summary>
        internal static bool IsRequest(HttpText head, string path)
        {
            string[] parts = head.StartLine.Split(' ');
            string[] versions = head.Values("Sec-WebSocket-Version");
            string[] keys = head.Values("Sec-WebSocket-Key");
            string[] lengths = head.Values("Content-Length");
            return parts.Length == 3
                && parts[0] == "GET"
                && parts[1].All(c => c > ' ' && c < '\x7f')
                && PathOf(parts[1]) == path
                && parts[2] == "HTTP/1.1"
                && head.Values("Host").Length == 1
                && head.HasItem("Upgrade", "websocket")
                && head.HasItem("Connection", "Upgrade")
                && versions.Length == 1
                && versions[0] == "13"
                && keys.Length == 1
                && IsKey(keys[0])
                && head.Items("Sec-WebSocket-Protocol").All(HttpText.IsToken)
                && head.Items("Sec-WebSocket-Protocol").Length <= MaxProtocols
                && head.Values("Transfer-Encoding").Length == 0
                && (lengths.Length == 0 || (lengths.Length == 1 && lengths[0] == "0"));
        }

        /// <summary>Whether a client that offered some subprotocols must accept an answer.</summary>
        internal static bool IsAnswer(HttpText head, string key, string[] offered)
        {
            string[] accepts = head.Values("Sec-WebSocket-Accept");
            string[] chosen = head.Values("Sec-WebSocket-Protocol");
            return (head.StartLine == "HTTP/1.1 101" || head.StartLine.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
                && head.HasItem("Upgrade", "websocket")
                && head.HasItem("Connection", "Upgrade")
                && accepts.Length == 1
                && accepts[0] == AcceptOf(key)
                && head.Values("Sec-WebSocket-Extensions").Length == 0
                && (chosen.Length == 0 || (chosen.Length == 1 && offered.Contains(chosen[0])));
        }

        /// <summary>Whether an answer is one that the final one follows, RFC 9110 section 15.2.</summary>
        internal static bool IsInterim(HttpText head)
        {
            return Regex.IsMatch(head.StartLine, "^HTTP/1\\.. 1[0-9]{2}(?: |$)") && head.StartLine.Substring(9, 3) != "101";
        }

        /// <summary>The value of Sec-WebSocket-Accept, RFC 6455 section 4.2.2.</summary>
        internal static string AcceptOf(string key)
        {
            byte[] text = Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
            return Convert.ToBase64String(SHA1.HashData(text));
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
            Match absolute = Regex.Match(path, "^(?:http|ws)s?://[^/]+(/.*)?$", RegexOptions.IgnoreCase | RegexOptions.Singleline);
            return !absolute.Success ? path : absolute.Groups[1].Success ? absolute.Groups[1].Value : "/";
        }
    }
}
