using System;

namespace EdgeWs.Nano
{
    /// <summary>A request as far as its head says, RFC 7230 section 3.1.1 and 5.3.</summary>
    internal sealed class HttpRequest
    {
        // The bytes of "GET ", HTTP/1.1 and HTTP/1.0 as numbers, the first one lowest.
        private const int Get = 0x20544547;
        private const long NewVersion = 0x312E312F50545448;
        private const long OldVersion = 0x302E312F50545448;

        internal readonly string Method;

        /// <summary>The path as it was sent; <c>*</c> for a request about the server itself.</summary>
        internal readonly string Path;

        /// <summary>What followed the question mark; empty when nothing did.</summary>
        internal readonly string Query;

        internal readonly WsHeaders Headers;

        /// <summary>Whether it is of HTTP/1.0: without persistent connections, chunks, and upgrades.</summary>
        internal readonly bool IsOld;

        private HttpRequest(string method, string path, string query, WsHeaders headers, bool isOld)
        {
            Method = method;
            Path = path;
            Query = query;
            Headers = headers;
            IsOld = isOld;
        }

        /// <summary>Takes the request line apart and judges what all requests have in common.</summary>
        /// <returns>The request; null when it is none, or not of HTTP/1.1 or 1.0.</returns>
        internal static HttpRequest Read(HttpHead head)
        {
            byte[] text = head.Text;
            int start = head.StartLineStart;
            int end = head.StartLineEnd;

            // No new strings, and no second look, for what most ask for.
            bool isGet = BitConverter.ToInt32(text, start) == Get;
            int methodEnd = isGet ? start + 3 : Ascii.IndexOf(text, Ascii.Blank, start, end);
            int target = methodEnd + 1;
            int targetEnd = end - 9;
            bool isRoot = targetEnd == target + 1 && text[target] == '/';
            if (targetEnd <= target || text[targetEnd] != ' '
                || (!isGet && !Ascii.IsToken(text, start, methodEnd))
                || (!isRoot && !Ascii.IsVisible(text, target, targetEnd)))
            {
                return null;
            }

            long version = BitConverter.ToInt64(text, targetEnd + 1);
            bool isOld = version == OldVersion;
            WsHeaders headers = head.Headers;
            if ((!isOld && version != NewVersion) || (!headers.HasOne("Host") && (!isOld || headers.Find("Host", 0) >= 0)))
            {
                return null;
            }

            string method = isGet ? "GET" : TextEncoding.Utf8.GetString(text, start, methodEnd - start);
            string query = string.Empty;
            string path = isRoot ? "/" : SplitTarget(TextEncoding.Utf8.GetString(text, target, targetEnd - target), out query);
            return path == null || (path == "*" && method != "OPTIONS")
                ? null
                : new HttpRequest(method, path, query, headers, isOld);
        }

        /// <summary>Takes the target of a request apart.</summary>
        /// <returns>The path; null when the target is none.</returns>
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
            if (scheme > 0)
            {
                string name = path.Substring(0, scheme).ToLower();
                if (name == "http" || name == "https" || name == "ws" || name == "wss")
                {
                    int slash = path.IndexOf('/', scheme + 3);
                    path = slash == scheme + 3 ? string.Empty : slash < 0 ? "/" : path.Substring(slash);
                }
            }

            return path == "*" || (path.Length > 0 && path[0] == '/') ? path : null;
        }
    }
}
