using System;
using System.Linq;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>URLs: taken apart or refused with ArgumentException, and what was taken apart can stand in a request.</summary>
    internal sealed class UrlTarget : FuzzTarget
    {
        internal override string Name => "url";

        internal override bool IsText => true;

        internal override void Run(byte[] input)
        {
            string text = Encoding.Latin1.GetString(input);
            WsUrl url = Parse(text);
            if (url == null)
            {
                return;
            }

            Invariant.Require(url.Host.Length > 0 && url.Port is > 0 and < 65536, "a URL without host or port was accepted");
            Invariant.Require(url.PathAndQuery.All(c => c > ' ' && c <= '~' && c != '#'), "the resource name would break the request");
            Invariant.Require(url.HostHeader.All(c => char.IsAsciiLetterOrDigit(c) || "-._:[]".Contains(c)), "the host would break the request");
            Invariant.Require(url.PathAndQuery.StartsWith('/'), "the path is none");
            Invariant.Require(url.PathAndQuery.IndexOf('?') != url.PathAndQuery.Length - 1, "an empty query left its mark");

            WsUrl again = Parse((url.IsSecure ? "wss://" : "ws://") + url.HostHeader + url.PathAndQuery);
            Invariant.Require(
                again != null && again.Host == url.Host && again.Port == url.Port && again.IsSecure == url.IsSecure && again.PathAndQuery == url.PathAndQuery,
                "put together again it is another URL");

            if (Uri.TryCreate(text, UriKind.Absolute, out Uri other) && other.HostNameType == UriHostNameType.Dns)
            {
                Invariant.Require(other.Scheme == (url.IsSecure ? "wss" : "ws"), "System.Uri sees another scheme");
                Invariant.Require(string.Equals(other.Host, url.Host, StringComparison.OrdinalIgnoreCase), "System.Uri sees another host");
                Invariant.Require(other.Port == url.Port, "System.Uri sees another port");
                Invariant.Require(other.UserInfo.Length == 0 && other.Fragment.Length == 0, "System.Uri sees what no WebSocket URL has");
            }
        }

        internal override byte[] Generate(Random random)
        {
            ByteWriter writer = new ByteWriter();
            writer.Write(random.Pick("ws://", "ws://", "wss://", "WS://", "Wss://", "http://", "ws:/", "://", "ws:", "//"));
            writer.Write(random.Pick("", "", "", "", "user@", "user:password@"));
            writer.Write(random.Pick("example.com", "a", "a-b_c.example", "192.168.7.32", "[::1]", "[fe80::1]", "[1]", "[::g]", "[::1", "", "h%41st", "h\u00F6st"));
            writer.Write(random.Pick("", "", ":", ":80", ":443", ":8000", ":0", ":65535", ":65536", ":99999999999", ":-1", ":8a", "::80"));
            writer.Write(random.Pick("", "/", "/chat", "?", "?a=b", "/?", "/chat?a=b", "/a?b?c", "/a/b//c", "/%20", "/ ", "/a#b", "#", "\\", "/\u00E9"));
            byte[] url = writer.ToArray();
            return random.OneIn(3) ? Mutator.Mutate(url, url, random) : url;
        }

        private static WsUrl Parse(string text)
        {
            try
            {
                return WsUrl.Parse(text);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }
}
