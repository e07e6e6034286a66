using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Answers on their way to clients that take them slowly, or not at all.</summary>
    [TestClass]
    public class AnswerTests : HttpTest
    {
        private const string LargeHead = "HTTP/1.1 200 \r\nContent-Type: x/y\r\nContent-Length: 20000000\r\n\r\n";

        private static readonly byte[] s_large = Content.Bytes(20_000_000);

        private readonly ManualResetEvent _asked = new ManualResetEvent(false);

        [TestMethod]
        public void AClientThatDoesNotReadHoldsNobodyUpAndLosesItsAnswer()
        {
            int port = PortOf(StartHost(new HttpHostOptions { SendTimeout = 2000 }, Answer));
            using RawClient stuck = AskForLarge(port);
            StringAssert.EndsWith(Ask(port, Get("/")), "small");
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
            Assert.AreEqual(1, Loop.Do(() => server.Broadcast("meanwhile")));
            AssertReceives(channel, "meanwhile");
            if (vanishes)
            {
                stuck.Vanish(withReset: true);
            }

            Loop.UntilLeft(2);
            Assert.AreEqual(0, Loop.Do(() => LoopResources.Of(Loop.Scheduler).Pool.Waiting));
            Assert.AreEqual(1, Loop.Do(() => server.Broadcast("afterwards")));
            AssertReceives(channel, "afterwards");
        }

        [TestMethod]
        public void AClientThatHasEndedSendingGetsAllOfItsAnswer()
        {
            int port = PortOf(StartHost(null, Answer));
            using RawClient client = AskForLarge(port);
            client.EndSending();
            byte[] answer = client.Read(LargeHead.Length + s_large.Length);
            CollectionAssert.AreEqual(s_large, answer[LargeHead.Length..]);
        }

        [TestMethod]
        public void AClientThatHasEndedSendingMustTakeItsAnswerInTimeToo()
        {
            int port = PortOf(StartHost(new HttpHostOptions { SendTimeout = 2000 }, Answer));
            using RawClient client = AskForLarge(port);
            client.EndSending();
            Loop.UntilLeft(1);
        }

        private RawClient AskForLarge(int port)
        {
            RawClient client = RawClient.Connect(port, 4096);
            client.Send(Get("/large"));
            Patience.Await(_asked, "the request");
            return client;
        }

        private void Answer(HttpHost host, HttpExchange exchange)
        {
            bool isLarge = exchange.Path == "/large";
            exchange.Respond(200, "x/y", isLarge ? s_large : "small"u8.ToArray());
            if (isLarge)
            {
                _asked.Set();
            }
        }
    }
}
