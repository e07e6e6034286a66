using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Requests that are no opening handshakes for this server: each is answered, closed and freed.</summary>
    [TestClass]
    public class ServerRefusalTests
    {
        private const string Fields = "Host: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

        [TestMethod]
        public void TheWrongPath()
        {
            string[] targets = { "/", "/other", "/chat/", "/Chat", "/chatt", "//chat", "/chat%20", "http://h/other?x=/chat" };
            foreach (string target in targets)
            {
                Refuses(404, "GET " + target + " HTTP/1.1\r\n" + Fields + "\r\n");
            }
        }

        [TestMethod]
        public void TheWrongMethod()
        {
            string[] methods = { "POST", "HEAD", "OPTIONS", "get" };
            foreach (string method in methods)
            {
                string answer = Refuses(405, method + " /chat HTTP/1.1\r\n" + Fields + "\r\n");
                Assert.Contains("\r\nAllow: GET\r\n", answer);
            }
        }

        [TestMethod]
        public void NoUpgradeOrAnotherVersion()
        {
            string[] fields =
            {
                "Host: h\r\n",
                "Host: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n",
            };
            foreach (string field in fields)
            {
                string answer = Refuses(426, "GET /chat HTTP/1.1\r\n" + field + "\r\n");
                Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", answer);
                Assert.Contains("\r\nUpgrade: websocket\r\n", answer);
            }
        }

        [TestMethod]
        public void MalformedRequests()
        {
            // One of each kind: all of them are for ServerHandshakeTests and HttpHeadTests.
            string[] requests =
            {
                "GET /chat HTTP/1.0\r\n" + Fields + "\r\n",
                "GET /chat HTTP/1.1\r\n" + Fields + "Host: twice\r\n\r\n",
                "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n",
                "GET /chat HTTP/1.1\r\n" + Fields + "Content-Length: 5\r\n\r\nhello",
                "GET /chat HTTP/1.1\r\n" + Fields + " folded\r\n",
                "\u0016\u0003\u0001\u0002",
            };
            foreach (string request in requests)
            {
                Refuses(400, request);
            }
        }

        [TestMethod]
        public void RequestsThatAreTooLarge()
        {
            Refuses(431, "GET /" + new string('x', 2100));
            Refuses(431, "GET /chat HTTP/1.1\r\nX: " + new string('x', 2100));

            string line = "X: " + new string('x', 500) + "\r\n";
            Refuses(431, "GET /chat HTTP/1.1\r\n" + line + line + line + line + line + line + line + line + line);

            StringBuilder many = new StringBuilder("GET /chat HTTP/1.1\r\n");
            for (int i = 0; i < 65; i++)
            {
                many.Append("X: y\r\n");
            }

            Refuses(431, many.ToString());
        }

        [TestMethod]
        public void TheLimitOfTheRequestIsAnOption()
        {
            WsServerOptions options = new WsServerOptions { MaxHandshakeSize = RawPeer.Request.Length };
            TestServer test = new TestServer(options);
            RawPeer peer = test.Open();
            Assert.AreEqual(1, test.Server.ChannelCount);

            options.MaxHandshakeSize = RawPeer.Request.Length - 1;
            peer = test.Connect();
            peer.SendText(RawPeer.Request);
            test.Loop.Run();
            Assert.StartsWith("HTTP/1.1 431 ", peer.ReadText());
        }

        [TestMethod]
        public void ARefusedClientThatStaysIsEndedAfterASecond()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 404 ", peer.ReadText());
            test.Loop.Advance(950);
            Assert.IsFalse(peer.IsEnded);

            test.Loop.Advance(100);
            AssertFreed(test, peer);
        }

        [TestMethod]
        public void ARefusedClientThatTalksOnIsEndedAfterASecond()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            peer.SendText("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            for (int i = 0; i < 21; i++)
            {
                peer.SendText(RawPeer.Request);
                test.Loop.Advance(50);
            }

            Assert.StartsWith("HTTP/1.1 404 ", peer.ReadText());
            AssertFreed(test, peer);
        }

        [TestMethod]
        public void ARefusedClientThatFloodsIsEndedToo()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            peer.SendText("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            for (int i = 0; i < 1100; i++)
            {
                // There is something to receive in every pass.
                peer.SendText("more");
                test.Loop.Clock.Advance(1);
                test.Loop.Scheduler.Poll(0);
            }

            AssertFreed(test, peer);
        }

        [TestMethod]
        public void TheAnswerLeavesInPiecesOfAnySize()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            peer.Transport.Incoming.Capacity = 1;
            peer.SendText("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            test.Loop.Run();
            string answer = string.Empty;
            for (int i = 0; i < 100; i++)
            {
                answer += peer.ReadText();
                test.Loop.Run();
            }

            Assert.AreEqual(RawPeer.Refusal(404), answer);
        }

        [TestMethod]
        public void AClientThatTakesNoAnswerIsEnded()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            peer.Transport.Incoming.Capacity = 0;
            peer.SendText("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            test.Loop.Advance(1050);
            AssertFreed(test, peer);
        }

        /// <summary>Sends a request and checks the status of the answer, and that all is freed once the client closes.</summary>
        /// <returns>The answer.</returns>
        private static string Refuses(int status, string request)
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Ask(request);
            string answer = peer.ReadText();
            Assert.StartsWith("HTTP/1.1 " + status.ToString() + " \r\nContent-Length: 0\r\n", answer, request);
            Assert.EndsWith("\r\n\r\n", answer, request);
            Assert.Contains("close", answer, request);

            peer.Transport.Close();
            test.Loop.Run();
            AssertFreed(test, peer);
            return answer;
        }

        private static void AssertFreed(TestServer test, RawPeer peer)
        {
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
            Assert.AreEqual(0, test.Server.ChannelCount);
            Assert.AreEqual(string.Empty, test.TakeLog());
            Assert.AreEqual(0, test.Loop.ErrorCount);
        }
    }
}
