using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Requests that a client writes, and the answers that it judges, RFC 6455 section 4.1.</summary>
    [TestClass]
    public class ClientHandshakeTests
    {
        private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

        // No constants: the compiler would store each sum of them as a text of its own, and an assembly holds 64 KB of texts.
        private static readonly string s_statusLine = "HTTP/1.1 101 Switching Protocols\r\n";
        private static readonly string s_upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        private static readonly string s_accept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

        [TestMethod]
        public void WritesRequests()
        {
            string start = "GET /chat?a HTTP/1.1\r\nHost: h:8000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            CheckRequest(new string[0], "", start + "\r\n");
            CheckRequest(new string[] { "a" }, "", start + "Sec-WebSocket-Protocol: a\r\n\r\n");
            CheckRequest(new string[] { "a", "b", "c" }, "", start + "Sec-WebSocket-Protocol: a, b, c\r\n\r\n");
            CheckRequest(new string[] { "a" }, "X: y\r\n", start + "Sec-WebSocket-Protocol: a\r\nX: y\r\n\r\n");
        }

        [TestMethod]
        public void AcceptsTheAnswerOfTheRfc()
        {
            Check(101, "", RawPeer.Answer);
            Check(101, "", "HTTP/1.1 101\r\n" + s_upgrade + s_accept + "\r\n");
            Check(101, "", "HTTP/1.1 101 \r\n" + s_accept + "connection: upgrade\r\nupgrade: WEBSOCKET\r\nServer: x\r\n\r\n");
            Check(101, "", s_statusLine + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n" + s_accept + "\r\n");
        }

        [TestMethod]
        public void TellsTheSubprotocol()
        {
            Check(101, "chat", s_statusLine + s_upgrade + s_accept + "Sec-WebSocket-Protocol: chat\r\n\r\n");
            Check(101, "superchat", s_statusLine + s_upgrade + s_accept + "sec-websocket-protocol:superchat\r\n\r\n");
        }

        [TestMethod]
        public void RefusesSubprotocolsThatWereNotOffered()
        {
            foreach (string name in new string[] { "other", "Chat", "chat, superchat", "chat,", "", "chat\r\nSec-WebSocket-Protocol: chat", "chat\r\n 2" })
            {
                Check(0, "", s_statusLine + s_upgrade + s_accept + "Sec-WebSocket-Protocol: " + name + "\r\n\r\n");
            }

            AnswerHead head = HeadProbe.ReadAnswer(s_statusLine + s_upgrade + s_accept + "Sec-WebSocket-Protocol: chat\r\n\r\n");
            Assert.AreEqual(0, ClientHandshake.StatusFor(head, Key, new string[0], out string protocol));
            Assert.AreEqual("", protocol);
        }

        [TestMethod]
        public void RefusesAnswersThatLackSomething()
        {
            Check(0, "", s_statusLine + "\r\n");
            Check(0, "", s_statusLine + s_accept + "\r\n");
            Check(0, "", s_statusLine + s_upgrade + "\r\n");
            Check(0, "", s_statusLine + "Upgrade: websocket\r\n" + s_accept + "\r\n");
            Check(0, "", s_statusLine + "Connection: Upgrade\r\n" + s_accept + "\r\n");
            Check(0, "", s_statusLine + "Upgrade: h2c\r\nConnection: Upgrade\r\n" + s_accept + "\r\n");
            Check(0, "", s_statusLine + "Upgrade: websocket\r\nConnection: close\r\n" + s_accept + "\r\n");
        }

        [TestMethod]
        public void RefusesOtherProofs()
        {
            foreach (string proof in new string[]
            {
                "",
                "dGhlIHNhbXBsZSBub25jZQ==",
                "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, a",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            })
            {
                Check(0, "", s_statusLine + s_upgrade + "Sec-WebSocket-Accept: " + proof + "\r\n\r\n");
            }
        }

        [TestMethod]
        public void RefusesExtensions()
        {
            Check(0, "", s_statusLine + s_upgrade + s_accept + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
            Check(0, "", s_statusLine + s_upgrade + s_accept + "sec-websocket-extensions:\r\n\r\n");
        }

        [TestMethod]
        public void TellsTheStatusOfARefusal()
        {
            Check(401, "", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n");
            Check(302, "", "HTTP/1.1 302 Found\r\nLocation: ws://other/\r\n\r\n");
            Check(200, "", "HTTP/1.1 200 OK\r\n" + s_upgrade + s_accept + "\r\n");
            Check(426, "", "HTTP/1.1 426 \r\nSec-WebSocket-Version: 13\r\n\r\n");
            Check(503, "", "HTTP/1.1 503\r\n\r\n");
            Check(100, "", "HTTP/1.1 100 Continue\r\n\r\n");
            Check(999, "", "HTTP/1.1 999 x\r\n\r\n");
        }

        [TestMethod]
        public void RefusesOtherStatusLines()
        {
            foreach (string line in new string[]
            {
                "HTTP/1.0 101 Switching Protocols", "HTTP/1.1101 Switching Protocols", "HTTP/1.1  101 Switching Protocols",
                "HTTP/1.1 1010 x", "HTTP/1.1 101x", "HTTP/1.1 10", "HTTP/1.1 10 x", "HTTP/1.1 ", "HTTP/1.1", "HTTP/1.1 099 x",
                "HTTP/1.1 1:1 x", "HTTP/1.1 2/1 x", "HTTP/1.1 -01 x", "http/1.1 101 x", "HTTP/2.0 101 x", "ICY 200 OK",
                "GET / HTTP/1.1", "x",
            })
            {
                Check(0, "", line + "\r\n" + s_upgrade + s_accept + "\r\n");
            }

            // Behind so many empty lines that a status would reach beyond what is allocated.
            string lines = "";
            for (int i = 0; i < 253; i++)
            {
                lines += "\r\n";
            }

            Check(0, "", lines + "x\r\n\r\n");
        }

        private static void CheckRequest(string[] protocols, string headers, string expected) =>
            Assert.AreEqual(expected, Bytes.ToText(ClientHandshake.CreateRequest("h:8000", "/chat?a", Key, protocols, headers)));

        private static void Check(int expected, string expectedProtocol, string answer)
        {
            string[] offered = new string[] { "chat", "superchat" };
            int status = ClientHandshake.StatusFor(HeadProbe.ReadAnswer(answer), Key, offered, out string protocol);
            Assert.AreEqual(expected, status, answer);
            Assert.AreEqual(expectedProtocol, protocol, answer);
        }
    }
}
