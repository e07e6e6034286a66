using System;
using System.Net;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A client's way through an HTTP proxy, RFC 9110 section 9.3.6.</summary>
    [TestClass]
    public class ClientProxyTests
    {
        private const string Connect = "CONNECT server.example.com:80 HTTP/1.1\r\nHost: server.example.com:80\r\n";

        [TestMethod]
        [DataRow("HTTP/1.1 100 Wait\r\n\r\nHTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\nContent-Length: 2\n\n")]
        [DataRow("HTTP/1.1 299\r\nX: *\r\nTransfer-Encoding: chunked\r\n\r\n")]
        public void TheProxyIsAskedForAWay(string way)
        {
            TestClient test = new TestClient(new WsClientOptions { Proxy = "proxy.local:3128" });
            RawPeer peer = test.Accept();
            Assert.AreEqual("proxy.local:3128", test.Connector.Goal);
            Assert.AreEqual(Connect + "\r\n", peer.ReadText());

            int star = way.IndexOf('*');
            peer.SendText(star < 0 ? way : way.Substring(0, star) + new string('x', 30000) + way.Substring(star + 1));
            test.Loop.Run();
            string request = peer.ReadText();
            Assert.StartsWith("GET /chat HTTP/1.1\r\nHost: server.example.com\r\n", request);
            peer.SendText(TestClient.CreateAnswer(request));
            Assert.AreEqual("open;", test.Run());
        }

        [TestMethod]
        public void TlsIsSpokenWithTheServer()
        {
            TestClient test = new TestClient(new WsClientOptions { Proxy = "proxy.local" }, 1000, "wss://server.example.com/chat");
            RawPeer peer = test.Accept();
            Assert.AreEqual("proxy.local:80", test.Connector.Goal);
            Assert.StartsWith("CONNECT server.example.com:443 HTTP/1.1\r\n", peer.ReadText());

            peer.SendText("HTTP/1.1 204 x\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual("proxy.local:80 TLS server.example.com", test.Connector.Goal);
            string request = peer.ReadText();
            Assert.StartsWith("GET /chat HTTP/1.1\r\nHost: server.example.com\r\n", request);
            peer.SendText(TestClient.CreateAnswer(request));
            Assert.AreEqual("open;", test.Run());
        }

        [TestMethod]
        public void CredentialsAreForTheProxyAlone()
        {
            WsClientOptions options = new WsClientOptions { Proxy = "p:1" };
            options.SetProxyCredentials("Aladdin", "open sesame");
            options.AddHeader("Authorization: Bearer x");
            TestClient test = new TestClient(options);
            RawPeer peer = test.Accept();
            Assert.AreEqual(Connect + "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n", peer.ReadText());

            peer.SendText("HTTP/1.1 200 x\r\n\r\n");
            test.Loop.Run();
            Assert.EndsWith("\r\nAuthorization: Bearer x\r\n\r\n", peer.ReadText());
        }

        [TestMethod]
        public void AnEndPointIsWhereTheProxyGoes()
        {
            WsClientOptions options = new WsClientOptions { Proxy = "[fe80::1]:81", EndPoint = new IPEndPoint(IPAddress.Loopback, 82) };
            TestClient test = new TestClient(options);
            Assert.StartsWith("CONNECT 127.0.0.1:82 HTTP/1.1\r\nHost: 127.0.0.1:82\r\n", test.Accept().ReadText());
            Assert.AreEqual("fe80::1:81", test.Connector.Goal);
        }

        [TestMethod]
        public void AnAnswerThatIsTooLargeMakesNoWay()
        {
            TestClient test = new TestClient(new WsClientOptions { Proxy = "p", MaxHandshakeSize = 100 });
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 200 x\r\nX: " + new string('x', 100) + "\r\n\r\n");
            Assert.AreEqual("closed:1006:;", test.Run());
            CheckError(test, WsErrorKind.ProxyRefused, 200);
        }

        [TestMethod]
        public void ARefusalIsTold()
        {
            TestClient test = new TestClient(new WsClientOptions { Proxy = "p", MaxRedirects = 5 });
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\r\n");
            Assert.AreEqual("closed:1006:;", test.Run());
            CheckError(test, WsErrorKind.ProxyRefused, 407);
            Assert.AreEqual("Basic realm=\"p\"", test.Client.Error.Headers["Proxy-Authenticate"]);

            // Nor does it lead elsewhere.
            test = new TestClient(new WsClientOptions { Proxy = "p", MaxRedirects = 5 });
            test.Accept().SendText("HTTP/1.1 302 There\r\nLocation: ws://other/\r\n\r\n");
            Assert.AreEqual("closed:1006:;", test.Run());
            CheckError(test, WsErrorKind.ProxyRefused, 302);
        }

        [TestMethod]
        public void WhatIsNoProxyIsTold()
        {
            string[] answers = { "hello\r\n\r\n", "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlogin", "HTTP/1.1 101 x\r\n" + new string('x', 40000) };
            foreach (string answer in answers)
            {
                TestClient test = new TestClient(new WsClientOptions { Proxy = "p" });
                RawPeer peer = test.Accept();
                for (int at = 0; at < answer.Length && test.Client.Error == null; at += 2000)
                {
                    peer.SendText(answer.Substring(at, answer.Length - at < 2000 ? answer.Length - at : 2000));
                    test.Loop.Run();
                }

                CheckError(test, WsErrorKind.InvalidHandshake, 0);
            }
        }

        [TestMethod]
        public void WhereTheServerLeadsTheProxyIsAskedForAnotherWay()
        {
            WsClientOptions options = new WsClientOptions { Proxy = "p", MaxRedirects = 1, EndPoint = new IPEndPoint(IPAddress.Loopback, 82) };
            options.SetProxyCredentials("a", "b");
            options.SetCredentials("c", "d");
            TestClient test = new TestClient(options);
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 200 x\r\n\r\n");
            test.Loop.Run();
            peer.SendText("HTTP/1.1 307 x\r\nLocation: https://[2001:db8::1]:444/x\r\n\r\n");
            test.Loop.Run();
            peer = test.Accept();
            Assert.AreEqual(
                "CONNECT [2001:db8::1]:444 HTTP/1.1\r\nHost: [2001:db8::1]:444\r\nProxy-Authorization: Basic YTpi\r\n\r\n", peer.ReadText());

            // What comes ahead of TLS is nothing that was said by the server.
            peer.SendText("HTTP/1.1 200 x\r\n\r\nHTTP/1.1 101 x\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual("p:80 TLS 2001:db8::1", test.Connector.Goal);
            string request = peer.ReadText();
            Assert.StartsWith("GET /x HTTP/1.1\r\nHost: [2001:db8::1]:444\r\n", request);
            Assert.IsTrue(request.IndexOf("uthorization") < 0);
            peer.SendText(TestClient.CreateAnswer(request));
            Assert.AreEqual("open;", test.Run());
        }

        [TestMethod]
        public void TheTimeToConnectHoldsForTheProxyToo()
        {
            TestClient test = new TestClient(new WsClientOptions { Proxy = "p", ConnectTimeout = 1000 });
            test.Accept();
            test.Loop.Advance(999);
            Assert.AreEqual(string.Empty, test.TakeLog());
            test.Loop.Advance(1);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            CheckError(test, WsErrorKind.TimedOut, 0);
        }

        [TestMethod]
        public void EachAttemptAsksAgain()
        {
            WsClientOptions options = new WsClientOptions { Proxy = "p", ReconnectDelay = 1000 };
            TestClient test = new TestClient(options);
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 200 x\r\n\r\n");
            test.Loop.Run();
            test.Lose(peer);
            test.Loop.Advance(1000);
            Assert.AreEqual(Connect + "\r\n", test.Accept().ReadText());
        }

        [TestMethod]
        public void WhatIsNoHostIsNoProxy()
        {
            WsClientOptions options = new WsClientOptions();
            foreach (string proxy in new string[] { string.Empty, "a b", "http://p", "u:p@h", "p/x", "p:0", "p:65536", "p?x" })
            {
                Assert.ThrowsException(typeof(ArgumentException), () => options.Proxy = proxy, proxy);
            }

            Assert.ThrowsException(typeof(ArgumentException), () => options.SetProxyCredentials("a:b", "c"));
            Assert.ThrowsException(typeof(ArgumentNullException), () => options.SetProxyCredentials("a", null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => options.SetCredentials("a", null));
            options.Proxy = "p";
            options.Proxy = null;
            Assert.IsNull(options.ProxyUrl);
            options.SetProxyCredentials("a", "b");
            options.SetProxyCredentials(null, null);
            Assert.AreEqual(string.Empty, options.ProxyCredentials);
        }

        private static void CheckError(TestClient test, WsErrorKind kind, int status)
        {
            Assert.AreEqual((int)kind, (int)test.Client.Error.Kind);
            Assert.AreEqual(status, test.Client.Error.Status);
        }
    }
}
