using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The answer to a handshake that the transport does not take at once stays in front of everything else.</summary>
    [TestClass]
    public class ServerAnswerTests
    {
        [TestMethod]
        public void NoPingOvertakesTheAnswer()
        {
            TestServer test = new TestServer();
            test.Server.Connected += (s, c) => c.Ping(1000, null);
            AssertAnswerComesFirst(test, new byte[0]);
        }

        [TestMethod]
        public void NoPongOvertakesTheAnswer()
        {
            AssertAnswerComesFirst(new TestServer(), Frames.Masked(0x89, new byte[0]));
        }

        private static void AssertAnswerComesFirst(TestServer test, byte[] early)
        {
            RawPeer peer = test.Connect();
            peer.Transport.Incoming.Capacity = 0;
            peer.Send(Bytes.Concat(Bytes.FromText(RawPeer.Request), early));
            test.Loop.Run();

            peer.Transport.Incoming.Capacity = int.MaxValue;
            test.Loop.Advance(100);
            Assert.AreEqual(RawPeer.Answer, peer.ReadText().Substring(0, RawPeer.Answer.Length));
        }
    }
}
