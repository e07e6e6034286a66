using System.Net;
using System.Text;
using EdgeWs.Nano.Http;

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
        [DataRow(int.MaxValue)]
        [DataRow(int.MaxValue - 1)]
        public void ABodyInChunksTakesTheMemoryThatItNeeds(int limit)
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Patience.Milliseconds, MaxBodySize = limit }));
            string answer = Ask(port, "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n2\r\nyz\r\n0\r\n\r\n");
            StringAssert.EndsWith(answer, "\r\n\r\nxyz");
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
                new IPEndPoint(IPAddress.Loopback, 0), new HttpHostOptions { Scheduler = Loop.Scheduler }));
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
            StringAssert.EndsWith(Ask(port, Get("/")), "\r\n\r\n" + thread);
        }

        [TestMethod]
        public async Task ALargeAnswerArrivesWhole()
        {
            byte[] content = Content.Bytes(5_000_000);
            int port = PortOf(StartHost(null, (host, exchange) => exchange.Respond(200, "x/y", content)));
            CollectionAssert.AreEqual(content, await Http.GetByteArrayAsync(UrlOf(port, "/")));
        }

        [TestMethod]
        public async Task AFileIsSentWithoutBeingLoaded()
        {
            string path = System.IO.Path.GetTempFileName();
            byte[] content = Content.Bytes(200_000);
            File.WriteAllBytes(path, content);
            int closed = 0;
            int port = PortOf(StartHost(null, (host, exchange) =>
            {
                FileStream file = File.OpenRead(path);
                exchange.RespondFrom(200, "x/y", file.Read, exchange.Path == "/known" ? (int)file.Length : -1, () =>
                {
                    file.Dispose();
                    closed++;
                });
            }));
            CollectionAssert.AreEqual(content, await Http.GetByteArrayAsync(UrlOf(port, "/known")));
            CollectionAssert.AreEqual(content, await Http.GetByteArrayAsync(UrlOf(port, "/unknown")));
            Loop.Until(() => closed == 2, "the end of the answers");
            File.Delete(path);
        }

        [TestMethod]
        public async Task AStoppedHostMayStartAgain()
        {
            HttpHost host = StartHost();
            int port = PortOf(host);
            Assert.IsTrue(Loop.Do(host.Start));
            Loop.Do(host.Stop);
            Loop.Do(host.Stop);
            Assert.AreEqual(-1, PortOf(host));
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => Http.GetAsync(UrlOf(port, "/hello")));
            Loop.Do(() => Assert.IsTrue(host.Start()));
            port = PortOf(host);
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
        public void WrongArguments()
        {
            Assert.ThrowsExactly<ArgumentNullException>(() => HttpHost.Create(null));
            Assert.ThrowsExactly<ArgumentException>(() => HttpHost.Create(new IPEndPoint(IPAddress.Any, 0), null, new WsTlsOptions()));
            HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Any, 80));
            Assert.ThrowsExactly<ArgumentNullException>(() => host.Add(null));
            Assert.ThrowsExactly<ArgumentException>(() => host.Add(WsServer.Create("/", new WsServerOptions { Scheduler = new IoScheduler() })));
            HttpHostOptions[] wrong =
            [
                new() { MaxRequests = 0 }, new() { MaxRequestsPerAddress = -1 }, new() { MaxHeadSize = 65536 }, new() { KeepAliveTimeout = -1 },
                new() { MaxBodySize = -1 }, new() { RequestTimeout = 0 }, new() { SendTimeout = 0 },
            ];
            foreach (HttpHostOptions options in wrong)
            {
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => HttpHost.Create(new IPEndPoint(IPAddress.Any, 80), options));
            }
        }
    }
}
