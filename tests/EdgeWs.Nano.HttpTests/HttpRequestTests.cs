using EdgeWs.Nano.Http;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Requests of all kinds, however they are cut, as the handler of a host gets them; and those that it does not get.</summary>
    [TestClass]
    public class HttpRequestTests
    {
        private const string Close = "Connection: close\r\n";

        [TestMethod]
        public void TheHandlerGetsEveryRequestAsItWasSent()
        {
            TestHost test = new TestHost();
            Assert.AreEqual(TestHost.Text("GET / a=1&b "), test.Ask(TestHost.Get("/?a=1&b")));
            Assert.AreEqual(TestHost.Text("GET /a%20b%2Fc  "), test.Ask(TestHost.Get("/a%20b%2Fc")));
            Assert.AreEqual(TestHost.Text("GET /x  "), test.Ask(TestHost.Get("http://h/x")));
            Assert.AreEqual(TestHost.Text("OPTIONS *  "), test.Ask("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"));
            Assert.AreEqual(TestHost.Text("OPTIONS /  "), test.Ask("OPTIONS / HTTP/1.1\r\nHost: h\r\n\r\n"));
            Assert.AreEqual(TestHost.Text("BREW /pot  "), test.Ask("BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n"));
            Assert.AreEqual(TestHost.Text("GET /chat  "), test.Ask(TestHost.Get("/chat")));
            Assert.AreEqual(TestHost.Text("OPTIONS /  ", Close), test.Ask("OPTIONS / HTTP/1.0\r\n\r\n"));
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void AConnectionIsKeptForTheNextRequest()
        {
            TestHost test = new TestHost();
            RawPeer peer = test.Connect();
            for (int i = 0; i < 3; i++)
            {
                peer.SendText(TestHost.Get("/" + i.ToString()));
                test.Loop.Run();
                Assert.AreEqual(TestHost.Text("GET /" + i.ToString() + "  "), peer.ReadText());
                test.Loop.Advance(4900);
            }

            peer.SendText(TestHost.Get("/last", Close));
            test.Loop.Run();
            Assert.AreEqual(TestHost.Text("GET /last  ", Close), peer.ReadText());
            Assert.AreEqual(1, test.Host.RequestCount);
            peer.Transport.Close();
            test.Loop.Run();
            Assert.AreEqual(0, test.Host.RequestCount);
        }

        [TestMethod]
        public void AnIdleConnectionIsKeptForSoLong()
        {
            TestHost test = new TestHost();
            RawPeer peer = test.Connect(TestHost.Get("/"));
            test.Loop.Advance(4900);
            Assert.AreEqual(0, peer.Transport.Peer.CloseCount);
            test.Loop.Advance(150);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);

            test.Options.KeepAliveTimeout = 0;
            Assert.AreEqual(TestHost.Text("GET /  ", Close), test.Ask(TestHost.Get("/")));
        }

        [TestMethod]
        public void ABodyIsHandedOutWhole()
        {
            string body = "hello" + new string('x', 3000);
            CheckBody(body, "Content-Length: " + body.Length.ToString() + "\r\n\r\n" + body);
            CheckBody(string.Empty, "Content-Length: 0\r\n\r\n");
            CheckBody(string.Empty, "\r\n");
        }

        [TestMethod]
        public void ABodyInChunksIsPutTogether()
        {
            string[] bodies =
            {
                "5\r\nhello\r\n0\r\n\r\n",
                "1\r\nh\r\n1\r\ne\r\n003\r\nllo\r\n000\r\n\r\n",
                "5;a=\"b\";c\r\nhello\r\n0;x\r\nTrailer: x\r\nAnother: y\r\n\r\n",
            };
            foreach (string body in bodies)
            {
                CheckBody("hello", "Transfer-Encoding: chunked\r\n\r\n" + body);
            }

            string large = new string('x', 700);
            CheckBody(large + large, "Transfer-Encoding: Chunked\r\n\r\n2bC\r\n" + large + "\r\n2Bc\r\n" + large + "\r\n0\r\n\r\n");
            CheckBody(string.Empty, "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        }

        [TestMethod]
        public void ARequestToUpgradeAtAnotherPathIsARequestAsAnyOther()
        {
            TestHost test = new TestHost();
            string fields = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
            Assert.AreEqual(TestHost.Text("GET /x  "), test.Ask(TestHost.Get("/x", fields)));
            Assert.AreEqual(
                TestHost.Text("POST /x  hello"),
                test.Ask("POST /x HTTP/1.1\r\nHost: h\r\n" + fields + "Content-Length: 5\r\n\r\nhello"));
            Assert.AreEqual(413, Status(test, "POST /x HTTP/1.1\r\nHost: h\r\n" + fields + "Content-Length: 5000\r\n\r\nhello"));
        }

        [TestMethod]
        public void WhoAsksWhetherToSendTheBodyIsTold()
        {
            TestHost test = new TestHost();
            RawPeer peer = test.Connect("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual("HTTP/1.1 100 Continue\r\n\r\n", peer.ReadText());
            peer.SendText("hello");
            test.Loop.Run();
            Assert.AreEqual(TestHost.Text("POST /  hello"), peer.ReadText());

            string fields = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n";
            Assert.AreEqual(413, Status(test, fields + "Content-Length: 5000\r\n\r\n"));
            Assert.AreEqual(TestHost.Text("POST /  hello"), test.Ask(fields + "Content-Length: 5\r\n\r\nhello"));
            Assert.AreEqual(TestHost.Text("POST /  "), test.Ask(fields + "\r\n"));
            Assert.AreEqual(TestHost.Text("POST /  "), test.Ask("POST / HTTP/1.1\r\nHost: h\r\nExpect: wonders\r\n\r\n"));
        }

        [TestMethod]
        public void WhoIsSlowToTakeWhatItIsToldGetsTheAnswerBehindIt()
        {
            TestHost test = new TestHost();
            RawPeer peer = test.Connect("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            peer.Transport.Incoming.Capacity = 1;
            test.Loop.Run();
            peer.SendText("hello");
            test.Loop.Run();
            peer.Transport.Incoming.Capacity = int.MaxValue;
            test.Loop.Run();
            Assert.AreEqual("HTTP/1.1 100 Continue\r\n\r\n" + TestHost.Text("POST /  hello"), peer.ReadText());
        }

        [TestMethod]
        public void WhatIsNoRequestIsRefused()
        {
            string post = "POST / HTTP/1.1\r\nHost: h\r\n";
            string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
            string[] requests =
            {
                "hello\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
                "GET a:b://c/chat HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
                post + "Content-Length: x\r\n\r\n",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: +1\r\n\r\n",
                post + "Content-Length:\r\n\r\n",
                post + "Content-Length: 1, 1\r\n\r\n",
                post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n",
                post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunked + "z\r\n",
                chunked + "\r\n",
                chunked + "-1\r\n",
                chunked + "5 \r\n",
                chunked + "5\nhello",
                chunked + "5\r\nhello5",
                chunked + "5\r\nhello\n",
                chunked + "1;a\nx",
                chunked + "0\r\nTrailer: x\n",
                chunked + "0\r\n folded: x\r\n\r\n",
                chunked + "0\r\nno colon\r\n\r\n",
                chunked + "0\r\n: no name\r\n\r\n",
            };
            foreach (string request in requests)
            {
                TestHost test = new TestHost();
                Assert.AreEqual(400, Status(test, request), request);
                Assert.AreEqual(0, test.Count, request);
                Assert.AreEqual(1, test.Loop.Scheduler.Count, request);
            }
        }

        [TestMethod]
        public void WhatIsTooLargeIsRefused()
        {
            TestHost test = new TestHost();
            string post = "POST / HTTP/1.1\r\nHost: h\r\n";
            Assert.AreEqual(413, Status(test, post + "Content-Length: 4097\r\n\r\n"));
            Assert.AreEqual(413, Status(test, post + "Content-Length: 99999999999999999999\r\n\r\n"));
            Assert.AreEqual(413, Status(test, post + "Transfer-Encoding: chunked\r\n\r\n1001\r\n"));
            Assert.AreEqual(413, Status(test, post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFF\r\n"));
            Assert.AreEqual(413, Status(test, post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nffe\r\n"));
            Assert.AreEqual(501, Status(test, post + "Transfer-Encoding: gzip, chunked\r\n\r\n"));
            Assert.AreEqual(431, Status(test, TestHost.Get("/", "X: " + new string('x', 4096) + "\r\n")));
            Assert.AreEqual(0, test.Count);
        }

        [TestMethod]
        public void WhatComesTooSlowlyIsRefused()
        {
            string[] beginnings = { string.Empty, "GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhell" };
            foreach (string beginning in beginnings)
            {
                TestHost test = new TestHost();
                RawPeer peer = test.Connect(beginning);
                test.Loop.Advance(9950);
                Assert.AreEqual(string.Empty, peer.ReadText());
                test.Loop.Advance(50);
                Assert.StartsWith("HTTP/1.1 408 ", peer.ReadText());
                test.Loop.Advance(1000);
                Assert.AreEqual(0, test.Host.RequestCount);
            }
        }

        [TestMethod]
        public void OnlyKnownNamesAndPagesGetThrough()
        {
            TestHost test = new TestHost(new HttpHostOptions { Hosts = new string[] { "device.local", "10.0.0.1", "[::1]" }, Origins = new string[] { "https://app.example" } });
            Assert.AreEqual(200, Status(test, "GET / HTTP/1.1\r\nHost: Device.local\r\n\r\n"));
            Assert.AreEqual(200, Status(test, "GET / HTTP/1.1\r\nHost: 10.0.0.1:8080\r\n\r\n"));
            Assert.AreEqual(200, Status(test, "GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n"));
            Assert.AreEqual(200, Status(test, "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"));
            Assert.AreEqual(421, Status(test, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
            Assert.AreEqual(421, Status(test, "GET / HTTP/1.0\r\n\r\n"));
            Assert.AreEqual(421, Status(test, RawPeer.Request));

            string post = "POST / HTTP/1.1\r\nHost: device.local:81\r\nOrigin: ";
            Assert.AreEqual(200, Status(test, post + "http://device.local:81\r\n\r\n"));
            Assert.AreEqual(403, Status(test, post + "http://device.local\r\n\r\n"));
            Assert.AreEqual(403, Status(test, post + "https://device.local:81\r\n\r\n"));
            Assert.AreEqual(403, Status(test, post + "null\r\n\r\n"));
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nAccess-Control-Allow-Origin: https://app.example\r\nVary: Origin\r\n"
                    + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 8\r\n\r\nPOST /  ",
                test.Ask(post + "https://app.example\r\n\r\n"));
            Assert.AreEqual(
                "HTTP/1.1 204 \r\nAccess-Control-Allow-Origin: https://app.example\r\nVary: Origin\r\n"
                    + "Access-Control-Allow-Methods: PUT\r\nAccess-Control-Allow-Headers: x-a, x-b\r\n\r\n",
                test.Ask("OPTIONS / HTTP/1.1\r\nHost: device.local\r\nOrigin: https://app.example\r\n"
                    + "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-a, x-b\r\n\r\n"));
        }

        /// <summary>Sends a request with a body whole, and byte by byte.</summary>
        private static void CheckBody(string expected, string rest)
        {
            TestHost test = new TestHost();
            string request = "POST / HTTP/1.1\r\nHost: h\r\n" + rest;
            Assert.AreEqual(TestHost.Text("POST /  " + expected), test.Ask(request), rest);
            RawPeer peer = test.Connect();
            foreach (byte next in Bytes.FromText(request))
            {
                peer.Send(new byte[] { next });
                test.Loop.Run();
            }

            Assert.AreEqual(TestHost.Text("POST /  " + expected), peer.ReadText(), rest);

            // Nothing of it is left for the next request.
            peer.SendText(TestHost.Get("/next"));
            test.Loop.Run();
            Assert.AreEqual(TestHost.Text("GET /next  "), peer.ReadText(), rest);
        }

        private static int Status(TestHost test, string request)
        {
            return int.Parse(test.Ask(request).Substring(9, 3));
        }
    }
}
