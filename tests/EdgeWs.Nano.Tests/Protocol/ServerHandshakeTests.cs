using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Requests that a server judges, and its answers, RFC 6455 section 4.2.</summary>
    [TestClass]
    public class ServerHandshakeTests
    {
        // No constants: the compiler would store each sum of them as a text of its own, and an assembly holds 64 KB of texts.
        private static readonly string s_host = "Host: server.example.com\r\n";
        private static readonly string s_upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        private static readonly string s_key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        private static readonly string s_version = "Sec-WebSocket-Version: 13\r\n";

        [TestMethod]
        public void TakesRequestLinesApart()
        {
            CheckRequestLine("GET / HTTP/1.1", "GET", "/", "");
            CheckRequestLine("GET /chat HTTP/1.1", "GET", "/chat", "");
            CheckRequestLine("POST /chat?a=b&c=/d?e HTTP/1.1", "POST", "/chat", "a=b&c=/d?e");
            CheckRequestLine("GET /? HTTP/1.1", "GET", "/", "");
            CheckRequestLine("get /a%20b HTTP/1.1", "get", "/a%20b", "");
            CheckRequestLine("GET /x://y/z HTTP/1.1", "GET", "/x://y/z", "");
            CheckRequestLine("GET //a/b HTTP/1.1", "GET", "//a/b", "");
        }

        [TestMethod]
        public void TakesTheAbsoluteForm()
        {
            CheckRequestLine("GET http://server.example.com/chat HTTP/1.1", "GET", "/chat", "");
            CheckRequestLine("GET ws://h:8000/chat/a?b=c HTTP/1.1", "GET", "/chat/a", "b=c");
            CheckRequestLine("GET HTTPS://h HTTP/1.1", "GET", "/", "");
            CheckRequestLine("GET http://h/chat?u=http://x/y HTTP/1.1", "GET", "/chat", "u=http://x/y");
            CheckRequestLine("GET http://h?u=/chat HTTP/1.1", "GET", "/", "u=/chat");
        }

        [TestMethod]
        public void RefusesOtherRequestLines()
        {
            foreach (string line in new string[]
            {
                "GET",
                "GET /",
                "GET / ",
                "GET / HTTP/1.10",
                "GET / HTTP/1.1 ",
                "GET / HTTP/2.0",
                "GET / http/1.1",
                "GET / HTTP/0.9",
                "GET  / HTTP/1.1",
                "GET /  HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET  HTTP/1.1",
                "GET * HTTP/1.1",
                "GET chat HTTP/1.1",
                "GET ?/chat HTTP/1.1",
                "GET h:80 HTTP/1.1",
                "GET ://h/chat HTTP/1.1",
                "GET a:b://c/chat HTTP/1.1",
                "GET ftp://c/chat HTTP/1.1",
                "GET http:///chat HTTP/1.1",
                "GET /\u00E9 HTTP/1.1",
                "POST * HTTP/1.1",
                "G(T / HTTP/1.1",
                "HTTP/1.1 101 Switching Protocols",
            })
            {
                Assert.IsNull(HttpRequest.Read(HeadProbe.Read(line + "\r\nHost: h\r\n\r\n")), line);
            }
        }

        [TestMethod]
        public void AcceptsValidRequests()
        {
            Check(101, s_host + s_upgrade + s_key + s_version);
            Check(101, s_version + s_key + "connection: keep-alive, upgrade\r\nUPGRADE: WebSocket\r\nHOST: h\r\n");
            Check(101, s_host + "Upgrade: h2c, websocket\r\nConnection: keep-alive\r\nConnection: Upgrade\r\n" + s_key + s_version);
            Check(101, s_host + s_upgrade + s_key + s_version + "Content-Length: 0\r\nSec-WebSocket-Extensions: permessage-deflate\r\n");
            Check(101, "Host:\r\n" + s_upgrade + s_key + s_version + "Sec-WebSocket-Protocol: a, b\r\nOrigin: http://example.com\r\n");
        }

        [TestMethod]
        public void RefusesRequestsWithoutOneHost()
        {
            Check(400, s_upgrade + s_key + s_version);
            Check(400, s_host + s_host + s_upgrade + s_key + s_version);
        }

        [TestMethod]
        public void RefusesRequestsWithABody()
        {
            Check(400, s_host + s_upgrade + s_key + s_version + "Content-Length: 1\r\n");
            Check(400, s_host + s_upgrade + s_key + s_version + "Content-Length: x\r\n");
            Check(400, s_host + s_upgrade + s_key + s_version + "Content-Length: 0\r\nContent-Length: 5\r\n");
            Check(400, s_host + s_upgrade + s_key + s_version + "Transfer-Encoding: chunked\r\n");
        }

        [TestMethod]
        public void AsksOthersToUpgrade()
        {
            Check(426, s_host + s_key + s_version);
            Check(426, s_host + "Upgrade: websocket\r\n" + s_key + s_version);
            Check(426, s_host + "Connection: Upgrade\r\n" + s_key + s_version);
            Check(426, s_host + "Upgrade: h2c\r\nConnection: Upgrade\r\n" + s_key + s_version);
            Check(426, s_host + "Upgrade: websocket\r\nConnection: keep-alive\r\n" + s_key + s_version);
        }

        [TestMethod]
        public void AsksForItsVersion()
        {
            foreach (string version in new string[] { "8", "7", "0", "14", "013", "13 ,8", "", "x" })
            {
                Check(426, s_host + s_upgrade + s_key + "Sec-WebSocket-Version: " + version + "\r\n");
            }

            Check(426, s_host + s_upgrade + s_key + "Sec-WebSocket-Version: 8\r\n" + s_version);
            Check(400, s_host + s_upgrade + s_key);
        }

        [TestMethod]
        public void RefusesRequestsWithoutOneValidKey()
        {
            Check(400, s_host + s_upgrade + s_version);
            Check(400, s_host + s_upgrade + s_key + s_key + s_version);
            foreach (string key in new string[] { "", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQAA", "dGhlIHNhbXBsZSBub25jZQ==, a" })
            {
                Check(400, s_host + s_upgrade + "Sec-WebSocket-Key: " + key + "\r\n" + s_version);
            }
        }

        [TestMethod]
        public void RefusesSubprotocolsThatAreNoTokens()
        {
            foreach (string names in new string[] { "a b", "a, b c", "a;b", "a, \"b\"", "(a)", "\u00E9" })
            {
                Check(400, s_host + s_upgrade + s_key + s_version + "Sec-WebSocket-Protocol: " + names + "\r\n");
            }
        }

        [TestMethod]
        public void TakesOldRequestsButUpgradesNone()
        {
            HttpRequest request = HttpRequest.Read(HeadProbe.Read("OPTIONS / HTTP/1.0\r\n\r\n"));
            Assert.IsTrue(request.IsOld);
            Assert.AreEqual(400, ServerHandshake.StatusFor(request));
            Assert.IsNull(HttpRequest.Read(HeadProbe.Read("OPTIONS / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n")));
            request = HttpRequest.Read(HeadProbe.Read("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"));
            Assert.AreEqual("*", request.Path);
            Assert.AreEqual(405, ServerHandshake.StatusFor(request));
        }

        [TestMethod]
        public void BoundsTheNumberOfSubprotocols()
        {
            string names = "a";
            for (int i = 1; i < ServerHandshake.MaxProtocols; i++)
            {
                names += ",a";
            }

            Check(101, s_host + s_upgrade + s_key + s_version + "Sec-WebSocket-Protocol: " + names + "\r\n");
            Check(400, s_host + s_upgrade + s_key + s_version + "Sec-WebSocket-Protocol: " + names + "\r\nSec-WebSocket-Protocol: b\r\n");
        }

        [TestMethod]
        public void ListsTheSubprotocols()
        {
            CheckProtocols("", "");
            CheckProtocols("Sec-WebSocket-Protocol: chat\r\n", "chat|");
            CheckProtocols("Sec-WebSocket-Protocol: chat, superchat\r\n", "chat|superchat|");
            CheckProtocols("Sec-WebSocket-Protocol:\tb ,a\r\nsec-websocket-protocol: C.1\r\n", "b|a|C.1|");
            CheckProtocols("Sec-WebSocket-Protocol: ,a,, b,\r\n", "a|b|");
            CheckProtocols("Sec-WebSocket-Protocol: a,b\r\n", "a|b|");
            CheckProtocols("Sec-WebSocket-Protocol: b\r\n", "b|");
            CheckProtocols("Sec-WebSocket-Protocol:\r\n", "");
        }

        [TestMethod]
        public void WritesTheAnswerOfTheRfc()
        {
            Assert.AreEqual(RawPeer.Answer, Bytes.ToText(ServerHandshake.Accept("dGhlIHNhbXBsZSBub25jZQ==", "")));
            Assert.AreEqual(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\n\r\n",
                Bytes.ToText(ServerHandshake.Accept("dGhlIHNhbXBsZSBub25jZQ==", "chat")));
        }

        [TestMethod]
        public void WritesRefusals()
        {
            CheckRefusal(400, null, "HTTP/1.1 400 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            CheckRefusal(404, "", "HTTP/1.1 404 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            CheckRefusal(405, null, "HTTP/1.1 405 \r\nContent-Length: 0\r\nAllow: GET\r\nConnection: close\r\n\r\n");
            CheckRefusal(
                426,
                null,
                "HTTP/1.1 426 \r\nContent-Length: 0\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n\r\n");
            CheckRefusal(
                401,
                "WWW-Authenticate: Basic\r\n",
                "HTTP/1.1 401 \r\nContent-Length: 0\r\nConnection: close\r\nWWW-Authenticate: Basic\r\n\r\n");
        }

        private static void CheckRequestLine(string line, string expectedMethod, string expectedPath, string expectedQuery)
        {
            HttpRequest request = HttpRequest.Read(HeadProbe.Read("\r\n" + line + "\r\nHost: h\r\n\r\n"));
            Assert.IsNotNull(request, line);
            Assert.AreEqual(expectedMethod, request.Method, line);
            Assert.AreEqual(expectedPath, request.Path, line);
            Assert.AreEqual(expectedQuery, request.Query, line);
        }

        private static void Check(int expected, string lines)
        {
            HttpRequest request = HttpRequest.Read(HeadProbe.Read(HeadProbe.RequestLine + lines + "\r\n"));
            Assert.AreEqual(expected, request == null ? 400 : ServerHandshake.StatusFor(request), lines);
        }

        private static void CheckProtocols(string lines, string expected)
        {
            string all = "";
            foreach (string name in ServerHandshake.OfferedProtocols(HeadProbe.ReadFields(lines)))
            {
                all += name + "|";
            }

            Assert.AreEqual(expected, all, lines);
        }

        private static void CheckRefusal(int status, string headers, string expected)
        {
            Assert.AreEqual(expected, Bytes.ToText(ServerHandshake.Refuse(status, headers)));
        }
    }
}
