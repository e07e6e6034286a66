using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Real sockets of clients that stall: others are served all the same. Who makes way when is tested without sockets.</summary>
    [TestClass]
    public class StallTests : HttpTest
    {
        [TestMethod]
        [DataRow("")]
        [DataRow("GET /hel")]
        [DataRow("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\nx")]
        [DataRow("nonsense\r\n\r\n")]
        public async Task TwentyThatStallKeepNobodyOut(string beginning)
        {
            int port = StartHostWithServer(out _);
            List<RawClient> stalled = Enumerable.Range(0, 20).Select(_ => Connect(port, beginning)).ToList();
            Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
            using RawClient channel = RawClient.Open(port);
            AssertEcho(channel);
            stalled.ForEach(client => client.Dispose());
        }

        [TestMethod]
        public void ManyRequestsAtOnceAreAllAnswered()
        {
            int port = PortOf(StartHost());
            List<RawClient> clients = Enumerable.Range(0, 30).Select(i => Connect(port, Get("/hello?" + i))).ToList();
            for (int i = 0; i < clients.Count; i++)
            {
                StringAssert.EndsWith(ReadAnswer(clients[i]), "hello GET " + i);
                clients[i].Dispose();
            }
        }

        [TestMethod]
        public void BytesBehindTheRequestDoNotCutTheAnswerOff()
        {
            byte[] content = Content.Bytes(3_000_000);
            int port = PortOf(StartHost(null, (host, exchange) => exchange.Respond(200, "x/y", content)));
            using RawClient client = RawClient.Connect(port, 4096);
            client.Send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            Loop.Until(() => Loop.Scheduler.Count == 2, "the answer under way");
            client.Send("\r\n");
            const string Head = "HTTP/1.1 200 \r\nConnection: close\r\nContent-Type: x/y\r\nContent-Length: 3000000\r\n\r\n";
            Assert.AreEqual(Head, System.Text.Encoding.ASCII.GetString(client.Read(Head.Length)));
            CollectionAssert.AreEqual(content, client.Read(content.Length));
        }

        [TestMethod]
        [DoNotParallelize]
        public void AThousandRefusalsLeaveNothing()
        {
            HttpHost host = StartHost();
            int port = PortOf(host);
            int sockets = OpenSockets();
            for (int i = 0; i < 1000; i++)
            {
                StringAssert.StartsWith(Ask(port, "nonsense\r\n\r\n"), "HTTP/1.1 400 ");
            }

            Loop.Until(() => host.RequestCount == 0 && OpenSockets() <= sockets, "the end of all connections");
        }

        private static RawClient Connect(int port, string text)
        {
            RawClient client = RawClient.Connect(port);
            client.Send(text);
            return client;
        }
    }
}
