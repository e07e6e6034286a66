using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Clients that do not say all that they should.</summary>
    [TestClass]
    public class StallTests : HttpTest
    {
        // So long that a test which waits for it fails.
        private const int Never = 3600000;

        [TestMethod]
        [DataRow("GET /hel")]
        [DataRow("GET /hello HTTP/1.1\r\nHost: x\r\n")]
        [DataRow("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf")]
        [DataRow("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha")]
        public async Task AHalfRequestHoldsNobodyUp(string half)
        {
            WsServer server = CreateServer();
            HttpHost host = StartHost(new HttpHostOptions { RequestTimeout = Never });
            Loop.Do(() => host.Add(server));
            int port = PortOf(host);
            using RawClient stalled = RawClient.Connect(port);
            stalled.Send(half);
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
            using RawClient client = RawClient.Open(port);
            AssertEcho(client);
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
        }

        [TestMethod]
        public async Task ClientsThatSayNothingHoldNoThread()
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Never, MaxThreads = 1 }));
            var silent = new List<RawClient>();
            for (int i = 0; i < 7; i++)
            {
                silent.Add(RawClient.Connect(port));
            }

            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));

            // What was said late is heard all the same.
            silent[3].Send("GET /hello?late HTTP/1.1\r\n\r\n");
            StringAssert.EndsWith(silent[3].ReadTextToEnd(), "hello GET late");
            silent.ForEach(client => client.Dispose());
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("GET /hel")]
        [DataRow("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf")]
        public void WhoIsTooLateIsAnswered408(string half)
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = 100 }));
            using RawClient client = RawClient.Connect(port);
            client.Send(half);
            StringAssert.StartsWith(client.ReadTextToEnd(), "HTTP/1.1 408 ");
        }

        [TestMethod]
        public async Task TheDeadlineFreesTheThread()
        {
            var options = new HttpHostOptions { RequestTimeout = 300, MaxThreads = 1 };
            int port = PortOf(StartHost(options));
            for (int i = 0; i < 3; i++)
            {
                using RawClient stalled = RawClient.Connect(port);
                stalled.Send("GET /hel");
                StringAssert.StartsWith(stalled.ReadTextToEnd(), "HTTP/1.1 408 ");
            }

            options.RequestTimeout = Patience.Milliseconds;
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
        }

        [TestMethod]
        public void MoreThanTheLimitAreAnswered503()
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Never, MaxRequests = 2 }));
            using RawClient first = RawClient.Connect(port);
            using RawClient second = RawClient.Connect(port);
            using RawClient third = RawClient.Connect(port);
            StringAssert.StartsWith(third.ReadTextToEnd(), "HTTP/1.1 503 ");

            first.Vanish(withReset: false);
            second.Send("GET /hello HTTP/1.1\r\n\r\n");
            StringAssert.EndsWith(second.ReadTextToEnd(), "hello GET ");
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("GET /hel")]
        public async Task WhoIsSilentLongestMakesWay(string half)
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Never, MaxRequests = 2 }));
            using RawClient first = RawClient.Connect(port);
            first.Send(half);
            using RawClient second = RawClient.Connect(port);
            second.Send(half);
            Assert.AreEqual("hello GET ", await GetAtLast(UrlOf(port, "/hello")));
            StringAssert.StartsWith(first.ReadTextToEnd(), "HTTP/1.1 408 ");
            second.Send(half.Length > 0 ? "lo HTTP/1.1\r\n\r\n" : "GET /hello HTTP/1.1\r\n\r\n");
            StringAssert.EndsWith(second.ReadTextToEnd(), "hello GET ");
        }

        [TestMethod]
        public async Task WhoHasSaidNothingMakesWayBeforeWhoHasSaidHalf()
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Never, MaxRequests = 2 }));
            using RawClient half = RawClient.Connect(port);
            half.Send("GET /hel");
            using RawClient silent = RawClient.Connect(port);
            Assert.AreEqual("hello GET ", await GetAtLast(UrlOf(port, "/hello")));
            half.Send("lo HTTP/1.1\r\n\r\n");
            StringAssert.EndsWith(half.ReadTextToEnd(), "hello GET ");
            StringAssert.StartsWith(silent.ReadTextToEnd(), "HTTP/1.1 408 ");
        }

        [TestMethod]
        public async Task HalfRequestsOnAllThreadsMakeWay()
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Never, MaxThreads = 2 }));
            using RawClient first = RawClient.Connect(port);
            first.Send("GET /hel");
            using RawClient second = RawClient.Connect(port);
            second.Send("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");
            using RawClient silent = RawClient.Connect(port);
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
            StringAssert.StartsWith(first.ReadTextToEnd(), "HTTP/1.1 408 ");

            // One was enough; who holds no thread was not in the way.
            second.Send("+other");
            StringAssert.EndsWith(second.ReadTextToEnd(), "half+other");
            silent.Send("GET /hello?late HTTP/1.1\r\n\r\n");
            StringAssert.EndsWith(silent.ReadTextToEnd(), "hello GET late");
        }

        [TestMethod]
        public async Task ASlowBodyDoesNotMakeWay()
        {
            int port = PortOf(StartHost(new HttpHostOptions { MaxThreads = 2 }));
            using RawClient first = RawClient.Connect(port);
            using RawClient second = RawClient.Connect(port);
            first.Send("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\n");
            second.Send("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\n");
            Task<string> waiting = Http.GetStringAsync(UrlOf(port, "/hello"));
            for (int i = 0; i < 9; i++)
            {
                await Task.Delay(150);
                first.Send("x");
                second.Send("y");
            }

            first.Send("x");
            second.Send("y");
            StringAssert.EndsWith(first.ReadTextToEnd(), "xxxxxxxxxx");
            StringAssert.EndsWith(second.ReadTextToEnd(), "yyyyyyyyyy");
            Assert.AreEqual("hello GET ", await waiting);
        }

        [TestMethod]
        public void StoppingRefusesWhoIsNotDone()
        {
            HttpHost host = StartHost(new HttpHostOptions { RequestTimeout = Never });
            int port = PortOf(host);
            using RawClient silent = RawClient.Connect(port);
            using RawClient half = RawClient.Connect(port);
            half.Send("GET /hel");

            // Both are known to the host when a later one has been answered.
            Ask(port, "GET /hello HTTP/1.1\r\n\r\n");
            Loop.Do(host.Stop);
            StringAssert.StartsWith(silent.ReadTextToEnd(), "HTTP/1.1 503 ");
            StringAssert.StartsWith(half.ReadTextToEnd(), "HTTP/1.1 503 ");
        }

        [TestMethod]
        [DataRow("", true)]
        [DataRow("", false)]
        [DataRow("GET /hel", true)]
        [DataRow("GET /hel", false)]
        [DataRow("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf", true)]
        [DataRow("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf", false)]
        public async Task WhoGoesAwayIsForgotten(string half, bool withReset)
        {
            int port = PortOf(StartHost(new HttpHostOptions { RequestTimeout = Never, MaxRequests = 1, MaxThreads = 1 }));
            for (int i = 0; i < 5; i++)
            {
                RawClient client = RawClient.Connect(port);
                client.Send(half);
                client.Vanish(withReset);
            }

            // There is room for one only: refused until the last of those is gone.
            Assert.AreEqual("hello GET ", await GetAtLast(UrlOf(port, "/hello")));
        }

        /// <summary>Asks until the answer is no refusal.</summary>
        private async Task<string> GetAtLast(string url)
        {
            CancellationToken end = Patience.Token;
            string answer;
            while ((answer = await TryGet(url)) == null)
            {
                end.ThrowIfCancellationRequested();
            }

            return answer;
        }

        private async Task<string> TryGet(string url)
        {
            try
            {
                return await Http.GetStringAsync(url);
            }
            catch (System.Net.Http.HttpRequestException)
            {
                return null;
            }
        }
    }
}
