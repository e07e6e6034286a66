using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>WebSocket URLs of RFC 6455 §3, good and bad.</summary>
    [TestClass]
    public class WsUrlTests
    {
        [TestMethod]
        public void TakesAllPartsApart()
        {
            WsUrl url = WsUrl.Parse("wss://device.example.org:8443/chat/room?user=a&x=%20");

            Assert.AreEqual("device.example.org", url.Host);
            Assert.AreEqual(8443, url.Port);
            Assert.AreEqual("/chat/room?user=a&x=%20", url.PathAndQuery);
            Assert.IsTrue(url.IsSecure);
            Assert.AreEqual("device.example.org:8443", url.HostHeader);
        }

        [TestMethod]
        public void DefaultsOfBothSchemes()
        {
            Check("ws://host", "host", 80, false, "/", "host");
            Check("wss://host", "host", 443, true, "/", "host");
            Check("ws://host:80/", "host", 80, false, "/", "host");
            Check("wss://host:443/", "host", 443, true, "/", "host");
        }

        [TestMethod]
        public void TheDefaultPortOfTheOtherSchemeIsWritten()
        {
            Check("ws://host:443/", "host", 443, false, "/", "host:443");
            Check("wss://host:80/", "host", 80, true, "/", "host:80");
        }

        [TestMethod]
        public void SchemeIgnoresCase()
        {
            Check("WS://Host/A", "Host", 80, false, "/A", "Host");
            Check("wSs://HOST/a", "HOST", 443, true, "/a", "HOST");
        }

        [TestMethod]
        public void Ports()
        {
            Check("ws://h:1", "h", 1, false, "/", "h:1");
            Check("wss://h:65535/", "h", 65535, true, "/", "h:65535");
            Check("ws://h:008080/", "h", 8080, false, "/", "h:8080");
            Check("ws://h:/", "h", 80, false, "/", "h");
            Check("wss://h:?q", "h", 443, true, "/?q", "h");
        }

        [TestMethod]
        public void Hosts()
        {
            Check("ws://192.168.7.32:8000/chat", "192.168.7.32", 8000, false, "/chat", "192.168.7.32:8000");
            Check("ws://my-device_1.local.", "my-device_1.local.", 80, false, "/", "my-device_1.local.");
            Check("ws://0", "0", 80, false, "/", "0");
        }

        [TestMethod]
        public void Ipv6Hosts()
        {
            Check("ws://[::1]", "::1", 80, false, "/", "[::1]");
            Check("ws://[::]:81/x", "::", 81, false, "/x", "[::]:81");
            Check("wss://[2001:DB8::ff00:42:8329]/", "2001:DB8::ff00:42:8329", 443, true, "/", "[2001:DB8::ff00:42:8329]");
            Check("ws://[::ffff:192.168.7.32]:8000?a", "::ffff:192.168.7.32", 8000, false, "/?a", "[::ffff:192.168.7.32]:8000");
        }

        [TestMethod]
        public void PathsAndQueries()
        {
            CheckResource("ws://h/", "/", "");
            CheckResource("ws://h?a=b", "/", "a=b");
            CheckResource("ws://h/?a", "/", "a");
            CheckResource("ws://h/a//b/../c", "/a//b/../c", "");
            CheckResource("ws://h//a", "//a", "");
            CheckResource("ws://h/a?b?c=/d//", "/a", "b?c=/d//");
            CheckResource("ws://h/a??", "/a", "?");
            CheckResource("ws://h/%C3%A9;x=1,2:@!$&'()*+~", "/%C3%A9;x=1,2:@!$&'()*+~", "");
            CheckResource("ws://h/?url=ws://u@g:1/[x]", "/", "url=ws://u@g:1/[x]");
        }

        [TestMethod]
        public void AnEmptyQueryLeavesNoQuestionMark()
        {
            CheckResource("ws://h/a?", "/a", "");
            CheckResource("ws://h/?", "/", "");
            CheckResource("ws://h?", "/", "");
        }

        [TestMethod]
        public void RefusesNull()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => WsUrl.Parse(null));
        }

        [TestMethod]
        public void RefusesOtherSchemes()
        {
            Refuse(
                "", "/", "//", "//host/", "://host/", "host", "host/path", "host:80", "http://host/", "https://host/",
                "wsss://host/", "xws://host/", "w://host/", "ws//host/", "ws", "ws:", "ws:/", "ws:/host", "ws:host",
                "ws:host//x", "\u017Fws://host/", "w\u017F://host/");
        }

        [TestMethod]
        public void RefusesEmptyHosts()
        {
            Refuse("ws://", "wss://", "ws:///", "ws:///path", "ws://?q", "ws://:80", "ws://:80/path");
        }

        [TestMethod]
        public void RefusesUserInformation()
        {
            Refuse(
                "ws://user@host/", "ws://user:secret@host/", "ws://user:80@host/", "ws://:@host/", "ws://@host/",
                "ws://user@[::1]/");
        }

        [TestMethod]
        public void RefusesFragments()
        {
            Refuse("ws://host/#", "ws://host#top", "ws://host/path#top", "ws://host/path?q#top");
        }

        [TestMethod]
        public void RefusesBadPorts()
        {
            // 4294967376 is 2^32 + 80.
            Refuse(
                "ws://host:0", "ws://host:0/", "ws://host:65536/", "ws://host:99999999999999999999/",
                "ws://host:4294967376/", "ws://host:-1/", "ws://host:+80/", "ws://host:8a/", "ws://host:a/",
                "ws://host:80:80/", "ws://host::80/", "ws://host:8:/", "ws://[::1]:0/", "ws://[::1]:65536/");
        }

        [TestMethod]
        public void RefusesBadHostCharacters()
        {
            Refuse(
                "ws://ho%73t/", "ws://ho$t/", "ws://host,other/", "ws://host\\path", "ws://host;x/", "ws://ho]st/",
                "ws://ho[st/", "ws://host&a=b");
        }

        [TestMethod]
        public void RefusesBadIpv6Literals()
        {
            Refuse(
                "ws://[", "ws://[]", "ws://[/", "ws://[]/", "ws://[]:80/", "ws://[::1/", "ws://[::1:80/", "ws://::1/",
                "ws://::1]/", "ws://[[::1]]/", "ws://[::1]]/", "ws://[::1]80/", "ws://[::1]host/", "ws://[host]/",
                "ws://[::g]/", "ws://[::G]/", "ws://[::1%25eth0]/", "ws://[::1?]/", "ws://[:]/", "ws://[1]/", "ws://[a:b]/",
                "ws://[127.0.0.1]/", "ws://[fe80::-1]/");
        }

        [TestMethod]
        public void RefusesSpacesControlsAndOtherThanAscii()
        {
            Refuse(
                " ws://host/", "ws://host/ ", "ws://host /", "ws://ho st/", "ws://host/a b", "ws://host/a?b c",
                "ws://host/\t", "ws://host/a\r\nX-Header: 1", "ws://host/\n", "ws://host/\u007F", "ws://h\u00F6st/",
                "ws://host/\u00E9", "ws://host:8\u0660/", "ws\uFF1A//host/", "ws://host/\uD83D\uDE00");
        }

        private static void Check(string text, string host, int port, bool isSecure, string resource, string header)
        {
            WsUrl url = WsUrl.Parse(text);

            Assert.AreEqual(host, url.Host, text);
            Assert.AreEqual(port, url.Port, text);
            Assert.AreEqual(isSecure, url.IsSecure, text);
            Assert.AreEqual(resource, url.PathAndQuery, text);
            Assert.AreEqual(header, url.HostHeader, text);
        }

        private static void CheckResource(string text, string path, string query)
        {
            WsUrl url = WsUrl.Parse(text);

            Assert.AreEqual("h", url.Host, text);
            Assert.AreEqual(query == "" ? path : path + "?" + query, url.PathAndQuery, text);
        }

        private static void Refuse(params string[] urls)
        {
            foreach (string url in urls)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => WsUrl.Parse(url), url);
            }
        }
    }
}
