extern alias Device;

using System.Net;
using System.Text;
using EdgeWs.Nano.Http;
using HttpListener = Device::System.Net.HttpListener;
using HttpListenerResponse = Device::System.Net.HttpListenerResponse;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Ordinary requests to a host.</summary>
    [TestClass]
    public class HttpHostTests : HttpTest
    {
        [TestMethod]
        public async Task AGetIsAnswered()
        {
            int port = PortOf(StartHost());
            using HttpResponseMessage response = await Http.GetAsync(UrlOf(port, "/hello?a=1&b"));
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
            Assert.AreEqual("text/plain", response.Content.Headers.ContentType.MediaType);
            Assert.AreEqual("hello GET a=1&b", await response.Content.ReadAsStringAsync());
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(4096)]
        public async Task ABodyIsHandedOutWhole(int size)
        {
            int port = PortOf(StartHost());
            byte[] body = Content.Bytes(size);
            using HttpResponseMessage response = await Http.PostAsync(UrlOf(port, "/echo"), new ByteArrayContent(body));
            CollectionAssert.AreEqual(body, await response.Content.ReadAsByteArrayAsync());
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(10)]
        [DataRow(1024)]
        [DataRow(1025)]
        [DataRow(4096)]
        public async Task ABodyInChunksIsPutTogether(int size)
        {
            int port = PortOf(StartHost());
            byte[] body = Content.Bytes(size);
            using var request = new HttpRequestMessage(HttpMethod.Post, UrlOf(port, "/echo")) { Content = new StreamContent(new MemoryStream(body)) };
            request.Headers.TransferEncodingChunked = true;
            using HttpResponseMessage response = await Http.SendAsync(request);
            CollectionAssert.AreEqual(body, await response.Content.ReadAsByteArrayAsync());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ABodyBeyondTheLimitIsAnswered413(bool isChunked)
        {
            int port = PortOf(StartHost());
            string request = isChunked
                ? "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1001\r\n" + new string('x', 4097) + "\r\n0\r\n\r\n"
                : "POST /echo HTTP/1.1\r\nContent-Length: 4097\r\n\r\n" + new string('x', 4097);
            StringAssert.StartsWith(Ask(port, request), "HTTP/1.1 413 ");
        }

        [TestMethod]
        [DataRow(int.MaxValue)]
        [DataRow(int.MaxValue - 1)]
        public void ABodyInChunksTakesTheMemoryThatItNeeds(int limit)
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Patience.Milliseconds, MaxBodySize = limit }));
            string answer = Ask(port, "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n2\r\nyz\r\n0\r\n\r\n");
            StringAssert.EndsWith(answer, "\r\n\r\nxyz");
        }

        [TestMethod]
        [DataRow("hello\r\n\r\n")]
        [DataRow("GET / HTTP/2.0\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nContent-Length: -2\r\n\r\n")]
        [DataRow("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n")]
        public void WhatIsNoRequestIsAnswered400(string request)
        {
            StringAssert.StartsWith(Ask(PortOf(StartHost()), request), "HTTP/1.1 400 ");
        }

        [TestMethod]
        public async Task WhatNobodyAnswersIsAnswered404()
        {
            int port = PortOf(StartHost());
            using HttpResponseMessage response = await Http.PostAsync(UrlOf(port, "/nowhere"), new StringContent("body"));
            Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode);
        }

        [TestMethod]
        public async Task WithoutAHandlerEverythingIsAnswered404()
        {
            HttpHost host = Loop.Do(() => HttpHost.Create(
                new IPEndPoint(IPAddress.Loopback, FreePort.Find()), new HttpHostOptions { Scheduler = Loop.Scheduler }));
            Assert.IsTrue(Loop.Do(host.Start));
            using HttpResponseMessage response = await Http.GetAsync(UrlOf(PortOf(host), "/"));
            Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode);
            Loop.Do(host.Stop);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public async Task AHandlerThatThrowsHasTheRequestAnswered500(bool hasAnswered)
        {
            int port = PortOf(StartHost(null, (host, exchange) =>
            {
                if (hasAnswered)
                {
                    exchange.AddHeader("X-Lost: 1");
                    exchange.Respond("lost");
                }

                throw new InvalidDataException("on purpose");
            }));
            using HttpResponseMessage response = await Http.GetAsync(UrlOf(port, "/"));
            Assert.AreEqual(HttpStatusCode.InternalServerError, response.StatusCode);
            Assert.IsFalse(response.Headers.Contains("X-Lost"));
            Assert.AreEqual(string.Empty, await response.Content.ReadAsStringAsync());
            Loop.ExpectError<InvalidDataException>();
        }

        [TestMethod]
        public void TheHandlerRunsOnThePollingThread()
        {
            int thread = Loop.Do(() => Environment.CurrentManagedThreadId);
            int port = PortOf(StartHost(null, (host, exchange) => exchange.Respond(Environment.CurrentManagedThreadId.ToString())));
            StringAssert.EndsWith(Ask(port, "GET / HTTP/1.1\r\n\r\n"), "\r\n\r\n" + thread);
        }

        [TestMethod]
        public void HeadersAreSentAndKeptFromSpoilingTheAnswer()
        {
            var log = new EventLog();
            int port = PortOf(StartHost(null, (host, exchange) =>
            {
                exchange.AddHeader("Cache-Control: no-store");
                log.Add(Failure(() => exchange.AddHeader("Content-Length: 5")));
                log.Add(Failure(() => exchange.AddHeader("X: 1\r\nY: 2")));
                log.Add(Failure(() => exchange.AddHeader(null)));
                log.Add(Failure(() => exchange.Respond(200, "text/plain\r\nX: 1")));
                log.Add(Failure(() => exchange.Respond(101)));
                log.Add(Failure(() => exchange.Respond(600)));
                exchange.Respond(200, "text/plain", "x"u8.ToArray());
                log.Add(Failure(() => exchange.Respond("twice")));
                log.Add(Failure(() => exchange.AddHeader("X-Late: 1")));
            }));
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 1\r\nCache-Control: no-store\r\n\r\nx",
                Ask(port, "GET / HTTP/1.1\r\n\r\n"));
            log.Expect(
                "ArgumentException",
                "ArgumentException",
                "ArgumentNullException",
                "ArgumentException",
                "ArgumentOutOfRangeException",
                "ArgumentOutOfRangeException",
                "InvalidOperationException",
                "InvalidOperationException");
        }

        [TestMethod]
        public void HeadGetsNoContent()
        {
            Assert.AreEqual(
                "HTTP/1.1 200 \r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 11\r\n\r\n",
                Ask(PortOf(StartHost()), "HEAD /hello HTTP/1.1\r\n\r\n"));
        }

        [TestMethod]
        [DataRow(204)]
        [DataRow(304)]
        public void NoContentHasNoLength(int status)
        {
            var log = new EventLog();
            int port = PortOf(StartHost(null, (host, exchange) =>
            {
                log.Add(Failure(() => exchange.Respond(status, "x/y", "x"u8.ToArray())));
                exchange.Respond(status, null, exchange.Body);
            }));
            Assert.AreEqual("HTTP/1.1 " + status + " \r\nConnection: close\r\n\r\n", Ask(port, "PUT / HTTP/1.1\r\n\r\n"));
            log.Expect("ArgumentException");
        }

        [TestMethod]
        public async Task ALargeAnswerArrivesWhole()
        {
            byte[] content = Content.Bytes(5_000_000);
            int port = PortOf(StartHost(null, (host, exchange) => exchange.Respond(200, "x/y", content)));
            CollectionAssert.AreEqual(content, await Http.GetByteArrayAsync(UrlOf(port, "/")));
        }

        [TestMethod]
        public void TheApplicationMayAnswerThroughTheContext()
        {
            int port = PortOf(StartHost(null, (host, exchange) =>
            {
                HttpListenerResponse response = exchange.Context.Response;
                response.StatusCode = 201;
                response.OutputStream.Write("raw"u8);
            }));
            string answer = Ask(port, "GET / HTTP/1.1\r\n\r\n");
            StringAssert.StartsWith(answer, "HTTP/1.1 201 ");
            StringAssert.EndsWith(answer, "raw");
        }

        [TestMethod]
        public async Task AStoppedHostMayStartAgain()
        {
            HttpHost host = StartHost();
            int port = PortOf(host);
            Assert.IsFalse(Loop.Do(host.Start));
            Loop.Do(host.Stop);
            Loop.Do(host.Stop);
            Assert.AreEqual(-1, PortOf(host));
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => Http.GetAsync(UrlOf(port, "/hello")));
            Loop.Until(() => host.Start(), "the port");
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
        }

        [TestMethod]
        public void APortInUseIsNoReasonToThrow()
        {
            int port = PortOf(StartHost());
            HttpHost second = Loop.Do(() => HttpHost.Create(
                new IPEndPoint(IPAddress.Loopback, port), new HttpHostOptions { Scheduler = Loop.Scheduler }));
            Assert.IsFalse(Loop.Do(second.Start));
            Assert.AreEqual(-1, PortOf(second));
        }

        [TestMethod]
        public async Task AListenerThatGaveUpIsReplaced()
        {
            HttpHost host = StartHost();
            ListenerOf(host).Stop();
            Loop.Until(() => ListenerOf(host).IsListening, "another listener");
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(PortOf(host), "/hello")));
        }

        [TestMethod]
        public void WrongArguments()
        {
            Assert.ThrowsExactly<ArgumentNullException>(() => HttpHost.Create(null));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => HttpHost.Create(new IPEndPoint(IPAddress.Any, 0)));
            HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Any, 80));
            Assert.ThrowsExactly<ArgumentNullException>(() => host.Add(null));
            var options = new HttpHostOptions();
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.MaxRequests = 0);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.MaxThreads = 0);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.MaxBodySize = -1);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.RequestTimeout = 0);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => options.SendTimeout = 0);
        }

        private static HttpListener ListenerOf(HttpHost host)
        {
            return (HttpListener)typeof(HttpHost)
                .GetField("_listener", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)
                .GetValue(host);
        }

        private static string Failure(Action action)
        {
            try
            {
                action();
                return "none";
            }
            catch (Exception e)
            {
                return e.GetType().Name;
            }
        }
    }
}
