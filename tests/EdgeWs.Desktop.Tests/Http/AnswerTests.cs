using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Sockets;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Answers on their way to clients that take them slowly, or not at all.</summary>
    [TestClass]
    public class AnswerTests : HttpTest
    {
        private const string LargeHead = "HTTP/1.1 200 \r\nContent-Type: x/y\r\nContent-Length: 20000000\r\n\r\n";

        private static readonly byte[] s_large = Content.Bytes(20_000_000);

        [TestMethod]
        public void AClientThatDoesNotReadHoldsNobodyUpAndLosesItsAnswer()
        {
            int port = PortOf(StartHost(new HttpHostOptions { SendTimeout = 200 }, Answer));
            using RawClient stuck = AskForLarge(port);
            Loop.Until(() => Loop.Scheduler.Count == 2, "the answer under way");
            StringAssert.EndsWith(Ask(port, Get("/")), "small");
            Loop.Until(() => Loop.Scheduler.Count == 1, "the end of the answer");
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void MessagesPassAnAnswerUnderWayAndOneThatWasNotTaken(bool vanishes)
        {
            HttpHost host = StartHost(new HttpHostOptions { SendTimeout = vanishes ? Patience.Milliseconds : 1000 }, Answer);
            WsServer server = CreateServer();
            Loop.Do(() => host.Add(server));
            using RawClient channel = RawClient.Open(PortOf(host));
            using RawClient stuck = AskForLarge(PortOf(host));
            Loop.Until(() => Loop.Scheduler.Count == 3, "the answer under way");
            Assert.AreEqual(1, Loop.Do(() => server.Broadcast("meanwhile")));
            AssertReceives(channel, "meanwhile");
            if (vanishes)
            {
                stuck.Vanish(withReset: true);
            }

            Loop.Until(() => Loop.Scheduler.Count == 2, "the end of the answer");
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
            Loop.Until(() => Loop.Scheduler.Count == 2, "the answer under way");
            byte[] answer = client.Read(LargeHead.Length + s_large.Length);
            CollectionAssert.AreEqual(s_large, answer[LargeHead.Length..]);
        }

        [TestMethod]
        public void AClientThatHasEndedSendingMustTakeItsAnswerInTimeToo()
        {
            int port = PortOf(StartHost(new HttpHostOptions { SendTimeout = 200 }, Answer));
            using RawClient client = AskForLarge(port);
            client.EndSending();
            Loop.Until(() => Loop.Scheduler.Count == 2, "the answer under way");
            Loop.Until(() => Loop.Scheduler.Count == 1, "the end of the answer");
        }

        private static RawClient AskForLarge(int port)
        {
            RawClient client = RawClient.Connect(port, 4096);
            client.Send(Get("/large"));
            return client;
        }

        private static void Answer(HttpHost host, HttpExchange exchange)
        {
            exchange.Respond(200, "x/y", exchange.Path == "/large" ? s_large : "small"u8.ToArray());
        }
    }
}
