using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Messages for which there is no memory.</summary>
    [TestClass]
    public class OutOfMemoryTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AMessageThatDoesNotFitInMemoryClosesItsConnection(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxMessageSize = int.MaxValue;

            // Larger than any array can be, here or on a device.
            end.Peer.Send(Bytes.Concat(Frames.Header(0x82, int.MaxValue - 10, !isClient), new byte[100]));
            end.Loop.Run();
            Assert.AreEqual("close:1011:;", end.Take());
            Assert.AreEqual(1, end.Loop.ErrorCount);
            end.Loop.Advance(1000);
            end.AssertClosed(1011);
        }

        [TestMethod]
        public void TheOthersAndTheServerLiveOn()
        {
            WsServerOptions options = new WsServerOptions { MaxMessageSize = int.MaxValue };
            TestServer test = new TestServer(options);
            RawPeer other = test.Open();
            for (int i = 0; i < 3; i++)
            {
                RawPeer greedy = test.Open();
                greedy.Send(Frames.Header(0x82, int.MaxValue - 10, true));
                greedy.Send(new byte[100]);
                test.Loop.Advance(1000);
                Assert.AreEqual("closed:1011:;", test.TakeLog());
                other.Send(Frames.Masked(0x81, Bytes.FromText("x")));
                test.Loop.Run();
                Assert.AreEqual("text:x;", test.TakeLog());
            }

            Assert.AreEqual(1, test.Server.ChannelCount);
            Assert.AreEqual(2, test.Loop.Scheduler.Count);
        }
    }
}
