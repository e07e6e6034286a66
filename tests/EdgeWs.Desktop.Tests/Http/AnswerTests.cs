using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Answers on their way to clients that take them slowly, or not at all.</summary>
    [TestClass]
    public class AnswerTests : HttpTest
    {
        private const string LargeHead = "HTTP/1.1 200 \r\nConnection: close\r\nContent-Type: x/y\r\nContent-Length: 20000000\r\n\r\n";

        private static readonly byte[] s_large = Content.Bytes(20_000_000);

        [TestMethod]
        public void AClientThatDoesNotReadHoldsNobodyUpAndLosesItsAnswer()
        {
            int port = PortOf(StartHost(new HttpHostOptions { SendTimeout = 2000 }, Answer));
            using RawClient stuck = AskForLarge(port);
            Loop.UntilLeft(2);
            StringAssert.EndsWith(Ask(port, "GET / HTTP/1.1\r\n\r\n"), "small");
            Loop.UntilLeft(1);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void MessagesPassAnAnswerUnderWayAndOneThatWasNotTaken(bool vanishes)
        {
            HttpHost host = StartHost(new HttpHostOptions { SendTimeout = vanishes ? Patience.Milliseconds : 2000 }, Answer);
            WsServer server = CreateServer();
            Loop.Do(() => host.Add(server));
            using RawClient channel = RawClient.Open(PortOf(host));
            using RawClient stuck = AskForLarge(PortOf(host));
            Loop.UntilLeft(3);
            Assert.AreEqual(1, Loop.Do(() => server.Broadcast("meanwhile")));
            AssertReceives(channel, "meanwhile");
            if (vanishes)
            {
                stuck.Vanish(withReset: true);
            }

            Loop.UntilLeft(2);
            Assert.AreEqual(0, Loop.Do(() => Loop.Scheduler.Pool.Waiting));
            Assert.AreEqual(1, Loop.Do(() => server.Broadcast("afterwards")));
            AssertReceives(channel, "afterwards");
        }

        [TestMethod]
        public void AClientThatHasEndedSendingGetsAllOfItsAnswer()
        {
            int port = PortOf(StartHost(null, Answer));
            using RawClient client = AskForLarge(port);
            client.EndSending();
            Loop.UntilLeft(2);
            byte[] answer = client.Read(LargeHead.Length + s_large.Length);
            CollectionAssert.AreEqual(s_large, answer[LargeHead.Length..]);
        }

        [TestMethod]
        public void AClientThatHasEndedSendingMustTakeItsAnswerInTimeToo()
        {
            int port = PortOf(StartHost(new HttpHostOptions { SendTimeout = 2000 }, Answer));
            using RawClient client = AskForLarge(port);
            client.EndSending();
            Loop.UntilLeft(2);
            Loop.UntilLeft(1);
        }

        [TestMethod]
        public void AnswersUnderWayTakePlacesToo()
        {
            HttpHost host = StartHost(new HttpHostOptions { MaxRequests = 2 }, Answer);
            int port = PortOf(host);
            using RawClient first = AskForLarge(port);
            using RawClient second = AskForLarge(port);
            Loop.UntilLeft(3);
            using (RawClient third = RawClient.Connect(port))
            {
                StringAssert.StartsWith(third.ReadTextToEnd(), "HTTP/1.1 503 ");
            }

            first.Vanish(withReset: true);
            Loop.UntilLeft(2);
            StringAssert.EndsWith(Ask(port, "GET / HTTP/1.1\r\n\r\n"), "small");
        }

        private static RawClient AskForLarge(int port)
        {
            RawClient client = RawClient.Connect(port, 4096);
            client.Send("GET /large HTTP/1.1\r\n\r\n");
            return client;
        }

        private static void Answer(HttpHost host, HttpExchange exchange)
        {
            exchange.Respond(200, "x/y", exchange.Path == "/large" ? s_large : "small"u8.ToArray());
        }
    }
}
