using System.Net;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Servers that lead elsewhere, RFC 9110 section 15.4.</summary>
    [TestClass]
    public class ClientRedirectTests
    {
        [TestMethod]
        public void OffByDefault()
        {
            TestClient test = new TestClient();
            Lead(test, "ws://other/");
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual("ws://other/", test.Client.Error.Headers["Location"]);
        }

        [TestMethod]
        [DataRow(301, "ws://other:81/a?b#c", "other:81", "GET /a?b HTTP/1.1\r\nHost: other:81\r\n")]
        [DataRow(302, "http://other", "other:80", "GET / HTTP/1.1\r\nHost: other\r\n")]
        [DataRow(303, "HTTPS://other/x", "other:443 other", "GET /x HTTP/1.1\r\nHost: other\r\n")]
        [DataRow(307, "/x?y", "server.example.com:80", "GET /x?y HTTP/1.1\r\nHost: server.example.com\r\n")]
        [DataRow(308, "//other/x", "other:80", "GET /x HTTP/1.1\r\nHost: other\r\n")]
        [DataRow(302, "ws://[FE80::1]:81", "FE80::1:81", "GET / HTTP/1.1\r\nHost: [FE80::1]:81\r\n")]
        public void TheClientFollows(int status, string location, string goal, string request)
        {
            TestClient test = new TestClient(new WsClientOptions { MaxRedirects = 1 });
            Lead(test, location, status);
            Assert.AreEqual(goal, test.Connector.Goal);
            RawPeer peer = test.Accept();
            string text = peer.ReadText();
            Assert.StartsWith(request, text);
            peer.SendText(TestClient.CreateAnswer(text));
            Assert.AreEqual("open;", test.Run());
            Assert.IsNull(test.Client.Error);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("x")]
        [DataRow("ftp://other/")]
        [DataRow("ws://a b/")]
        [DataRow("ws://user@other/")]
        [DataRow("ws://other:0/")]
        [DataRow("ws://other:65536/")]
        [DataRow("ws://other/\r\nLocation: ws://other/")]
        public void WhatLeadsNowhereIsARefusal(string location)
        {
            TestClient test = new TestClient(new WsClientOptions { MaxRedirects = 9 });
            Lead(test, location);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(302, test.Client.Error.Status);
        }

        [TestMethod]
        public void OtherStatusesLeadNowhere()
        {
            int[] statuses = { 300, 304, 305, 306, 401 };
            foreach (int status in statuses)
            {
                TestClient test = new TestClient(new WsClientOptions { MaxRedirects = 9 });
                Lead(test, "ws://other/", status);
                Assert.AreEqual("closed:1006:;", test.TakeLog(), status.ToString());
            }
        }

        [TestMethod]
        public void NeverOutOfTls()
        {
            string[] locations = { "ws://server.example.com/", "http://other/" };
            foreach (string location in locations)
            {
                TestClient test = new TestClient(new WsClientOptions { MaxRedirects = 9 }, 1000, "wss://server.example.com/");
                Lead(test, location);
                Assert.AreEqual("closed:1006:;", test.TakeLog());
                Assert.AreEqual(302, test.Client.Error.Status);
            }

            TestClient secure = new TestClient(new WsClientOptions { MaxRedirects = 9 }, 1000, "wss://server.example.com:444/");
            Lead(secure, "/there");
            Assert.AreEqual("server.example.com:444 server.example.com", secure.Connector.Goal);
        }

        [TestMethod]
        public void NotForEver()
        {
            TestClient test = new TestClient(new WsClientOptions { MaxRedirects = 3 });
            for (int i = 0; i < 3; i++)
            {
                Lead(test, "/chat");
                Assert.AreEqual(string.Empty, test.TakeLog());
            }

            Lead(test, "/chat");
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(302, test.Client.Error.Status);
        }

        [TestMethod]
        [DataRow("ws://SERVER.example.com/b", true)]
        [DataRow("wss://server.example.com/b", true)]
        [DataRow("ws://server.example.com:443/b", false)]
        [DataRow("ws://server.example.com:81/b", false)]
        [DataRow("ws://other.example.com/b", false)]
        public void CredentialsAreKeptOffOtherServers(string location, bool isSame)
        {
            WsClientOptions options = new WsClientOptions { MaxRedirects = 1 };
            options.SetCredentials("Aladdin", "open sesame");
            TestClient test = new TestClient(options);
            Lead(test, location);
            Assert.AreEqual(isSame, test.Accept().ReadText().IndexOf("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==") > 0);
        }

        [TestMethod]
        public void WhatTheOptionsSayOfTheWayHoldsForTheFirstServerAlone()
        {
            WsClientOptions options = new WsClientOptions
            {
                MaxRedirects = 1,
                Domain = "named",
                Path = "/first",
                EndPoint = new IPEndPoint(IPAddress.Loopback, 90),
                ReconnectDelay = 1000,
            };
            TestClient test = new TestClient(options);
            RawPeer peer = test.Accept();
            Assert.AreEqual("server.example.com:80 127.0.0.1:90", test.Connector.Goal);
            Assert.StartsWith("GET /first HTTP/1.1\r\nHost: named\r\n", peer.ReadText());
            Answer(test, peer, "ws://other/second", 302);
            Assert.AreEqual("other:80", test.Connector.Goal);
            peer = test.Accept();
            Assert.StartsWith("GET /second HTTP/1.1\r\nHost: other\r\n", peer.ReadText());

            // The next attempt begins at the beginning.
            test.Lose(peer);
            test.Loop.Advance(1000);
            Assert.AreEqual("server.example.com:80 127.0.0.1:90", test.Connector.Goal);
            Lead(test, "ws://other/third");
            Assert.AreEqual("other:80", test.Connector.Goal);
        }

        [TestMethod]
        public void AnotherPathOfTheSameServerIsReachedTheSameWay()
        {
            WsClientOptions options = new WsClientOptions { MaxRedirects = 1, Domain = "named", EndPoint = new IPEndPoint(IPAddress.Loopback, 90) };
            TestClient test = new TestClient(options, 1000, "wss://server.example.com/a");
            Lead(test, "/b");
            Assert.AreEqual("server.example.com:443 127.0.0.1:90 named", test.Connector.Goal);
            Assert.StartsWith("GET /b HTTP/1.1\r\nHost: named\r\n", test.Accept().ReadText());
        }

        private static void Lead(TestClient test, string location, int status = 302)
        {
            RawPeer peer = test.Accept();
            peer.ReadText();
            Answer(test, peer, location, status);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
        }

        private static void Answer(TestClient test, RawPeer peer, string location, int status)
        {
            peer.SendText("HTTP/1.1 " + status.ToString() + " x\r\nLocation: " + location + "\r\n\r\n");
            test.Loop.Run();
        }
    }
}
