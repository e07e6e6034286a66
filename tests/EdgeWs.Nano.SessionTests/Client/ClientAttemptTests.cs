using System;
using System.Net;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What may be new at each attempt to connect, and which address it begins with.</summary>
    [TestClass]
    public class ClientAttemptTests
    {
        private const int Delay = 1000;

        [TestMethod]
        public void TheTokenIsRenewedAtEachAttempt()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = Delay, MaxReconnectDelay = Delay };
            options.AddHeader("X-Device: 7");
            TestClient test = new TestClient(options);
            int token = 0;
            test.Client.Connecting += c =>
            {
                token++;
                options.AddHeader("AUTHORIZATION: Bearer " + token.ToString());
                options.Path = "/at/" + token.ToString();
            };
            for (int i = 1; i < 4; i++)
            {
                RawPeer peer = test.Accept();
                string request = peer.ReadText();
                Assert.StartsWith("GET /at/" + i.ToString() + " HTTP/1.1\r\n", request);
                Assert.EndsWith("\r\nX-Device: 7\r\nAUTHORIZATION: Bearer " + i.ToString() + "\r\n\r\n", request);
                peer.SendText("HTTP/1.1 401 Unauthorized\r\n\r\n");
                test.Loop.Run();
                test.Loop.Advance(Delay);
            }
        }

        [TestMethod]
        public void TheNextHostOfACluster()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = Delay, MaxReconnectDelay = Delay });
            string[] urls = { "ws://a/1", "ws://b:81/2" };
            int attempt = 0;
            test.Client.Connecting += c => c.Url = urls[attempt++ % 2];
            RawPeer peer = test.Accept();
            Assert.AreEqual("a:80", test.Connector.Goal);
            Assert.StartsWith("GET /1 HTTP/1.1\r\nHost: a\r\n", peer.ReadText());
            test.Lose(peer);

            test.Loop.Advance(Delay);
            Assert.AreEqual("ws://b:81/2", test.Client.Url);
            Assert.AreEqual("b:81", test.Connector.Goal);
            Assert.StartsWith("GET /2 HTTP/1.1\r\nHost: b:81\r\n", test.Accept().ReadText());
        }

        [TestMethod]
        public void TheUrlKeepsItsSchemeAndIsOne()
        {
            TestClient test = new TestClient();
            foreach (string url in new string[] { "wss://server.example.com/chat", "http://a/", string.Empty, "ws://a b/" })
            {
                Assert.ThrowsException(typeof(ArgumentException), () => test.Client.Url = url);
            }

            Assert.ThrowsException(typeof(ArgumentNullException), () => test.Client.Url = null);
            test.Loop.Run();
            Assert.AreEqual("server.example.com:80", test.Connector.Goal);
        }

        [TestMethod]
        public void WhatChangesInAnAttemptHoldsForTheNext()
        {
            WsClientOptions options = new WsClientOptions();
            options.AddHeader("Authorization: x");
            TestClient test = new TestClient(options);
            test.Loop.Run();
            test.Client.Url = "ws://other/";
            Assert.IsTrue(test.Accept().ReadText().IndexOf("\r\nAuthorization: x\r\n") > 0);
        }

        [TestMethod]
        public void AHeaderCanBeRemoved()
        {
            WsClientOptions options = new WsClientOptions();
            options.AddHeader("A: 1");
            options.AddHeader("B: 2");
            options.AddHeader("C: 3");
            options.RemoveHeader("b");
            options.RemoveHeader("B");
            options.AddHeader("a: 4");
            Assert.AreEqual("a: 4\r\nC: 3\r\n", options.HeaderLines());
            Assert.ThrowsException(typeof(ArgumentNullException), () => options.RemoveHeader(null));
        }

        [TestMethod]
        public void AnEndPointAndSubprotocolsHoldFromTheNextAttemptOn()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = Delay };
            TestClient test = new TestClient(options);
            test.Client.Reconnecting += (c, code, reason, attempt, delay) =>
            {
                options.EndPoint = new IPEndPoint(IPAddress.Loopback, 90 + attempt);
                options.Protocols = new string[] { "v" + attempt.ToString() };
            };
            test.Fail();
            test.Loop.Advance(Delay);
            Assert.AreEqual("server.example.com:80 127.0.0.1:91", test.Connector.Goal);
            Assert.EndsWith("\r\nSec-WebSocket-Protocol: v1\r\n\r\n", test.Accept().ReadText());
        }

        [TestMethod]
        public void OnlyAnAddressThatOpenedIsWorthAnother()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = Delay, MaxReconnectDelay = Delay });
            test.Lose(test.Open());
            test.Loop.Advance(Delay);
            Assert.AreEqual("server.example.com:80+", test.Connector.Goal);

            test.Accept().SendText("HTTP/1.1 503 X\r\n\r\n");
            test.Loop.Run();
            test.Loop.Advance(Delay);
            Assert.AreEqual("server.example.com:80", test.Connector.Goal);

            // A server that opens and closes again and again is not worth another either.
            test.Lose(test.Open());
            test.Loop.Advance(Delay);
            Assert.AreEqual("server.example.com:80", test.Connector.Goal);
            RawPeer peer = test.Open();
            test.Loop.Advance(30000);
            test.Lose(peer);
            test.Loop.Advance(Delay);
            Assert.AreEqual("server.example.com:80+", test.Connector.Goal);
        }

        [TestMethod]
        public void TheFirstAttemptIsAskedForTooAndMayBeTheLast()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = Delay });
            int count = 0;
            test.Client.Connecting += c =>
            {
                count++;
                c.Close();
            };
            Assert.AreEqual(0, count);
            test.Loop.Run();
            Assert.AreEqual(1, count);
            Assert.AreEqual(0, test.Connector.Attempts);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual((int)WsErrorKind.Cancelled, (int)test.Client.Error.Kind);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void WhatAHandlerTakesIsNotTakenFromTheAttempt()
        {
            TestClient test = new TestClient(new WsClientOptions { ConnectTimeout = 1000 });
            test.Client.Connecting += c => test.Loop.Clock.Advance(5000);
            test.Loop.Run();
            test.Loop.Advance(999);
            Assert.AreEqual(string.Empty, test.TakeLog());
            test.Loop.Advance(1);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
        }

        [TestMethod]
        public void AHandlerThatThrowsChangesNothing()
        {
            TestClient test = new TestClient();
            test.Client.Connecting += c => throw new InvalidCastException();
            test.Open();
            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreSame(test.Client, test.Loop.LastErrorSource);
        }

        [TestMethod]
        public void TheServerSaysWhenToComeBack()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = Delay });
            test.Accept().SendText("HTTP/1.1 503 Busy\r\nRetry-After: 20\r\n\r\n");
            test.Loop.Run();
            Assert.IsTrue(test.LastDelay >= 20000 && test.LastDelay <= 30000);

            // It holds once.
            test.Loop.Advance(test.LastDelay);
            test.Fail();
            Assert.IsTrue(test.LastDelay <= 2 * Delay);

            // A date is for those who know the time.
            test.Loop.Advance(test.LastDelay);
            test.Accept().SendText("HTTP/1.1 503 Busy\r\nRetry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n\r\n");
            test.Loop.Run();
            Assert.IsTrue(test.LastDelay <= 4 * Delay);
        }
    }
}
