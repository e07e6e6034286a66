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

        [TestMethod, DataRow(false), DataRow(true)]
        public void TheTokenIsRenewedAtEachAttempt(bool ahead)
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = Delay, MaxReconnectDelay = Delay };
            options.AddHeader("X-Device: 7");
            TestClient test = new TestClient(options);
            int token = 0;
            void Renew()
            {
                token++;
                options.AddHeader("AUTHORIZATION: Bearer " + token.ToString());
                options.Path = "/at/" + token.ToString();
            }

            if (ahead)
            {
                Renew();
                test.Client.Reconnecting += (c, code, reason, attempt, delay) => Renew();
            }
            else
            {
                test.Client.Connecting += c => Renew();
            }

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
            WsClientOptions options = new WsClientOptions();
            WsClientHandler[] handlers =
            {
                c => throw new InvalidCastException(), c => c.Url = "wss://a/", c => options.Path = "x", c => options.Protocols = new string[] { "a b" },
                c => options.Domain = "a/", c => options.Proxy = "http://p", c => options.AddHeader("Host: a"),
            };
            foreach (WsClientHandler handler in handlers)
            {
                TestClient test = new TestClient(options);
                test.Client.Connecting += handler;
                RawPeer peer = test.Accept();
                Assert.StartsWith("GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: ", peer.ReadText());
                Assert.AreEqual("server.example.com:80", test.Connector.Goal);
                Assert.AreEqual(1, test.Loop.ErrorCount);
                Assert.AreSame(test.Client, test.Loop.LastErrorSource);
            }
        }

        [TestMethod]
        public void TheServerSaysWhenToComeBack()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = Delay };
            TestClient test = new TestClient(options);
            test.Accept().SendText("HTTP/1.1 503 Busy\r\nRetry-After: 20\r\n\r\n");
            test.Loop.Run();
            Assert.IsTrue(test.LastDelay >= 20000 && test.LastDelay <= 30000);

            // It holds once.
            test.Loop.Advance(test.LastDelay);
            test.Fail();
            Assert.IsTrue(test.LastDelay <= 2 * Delay);

            // A date is for those who know the time, and what is no number for nobody.
            options.MaxReconnectDelay = Delay;
            foreach (string value in new string[] { "Fri, 31 Dec 2027 23:59:59 GMT", "-5", "5s", "5, 6", "0", string.Empty })
            {
                test.Loop.Advance(test.LastDelay);
                test.Accept().SendText("HTTP/1.1 503 Busy\r\nRetry-After: " + value + "\r\n\r\n");
                test.Loop.Run();
                Assert.AreEqual(0, test.Client.Error.RetryAfter, value);
            }

            // More than any time may be is that, and more than the client is to wait never holds it longer.
            foreach (string value in new string[] { "604801", "4294967297", new string('9', 300) })
            {
                test.Loop.Advance(test.LastDelay);
                test.Accept().SendText("HTTP/1.1 429 Slowly\r\nRetry-After: " + value + "\r\n\r\n");
                test.Loop.Run();
                Assert.AreEqual(604800, test.Client.Error.RetryAfter);
                Assert.AreEqual(Delay, test.LastDelay);
            }
        }
    }
}
