using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Messages and frames for which there is no memory.</summary>
    [TestClass]
    public class OutOfMemoryTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
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

        [TestMethod]
        public void StopWithoutMemoryForACloseFrameClosesTheOtherChannelsToo()
        {
            ScarcePool pool = new ScarcePool();
            TestServer test = new TestServer(pool: pool);
            Jam(test);
            RawPeer second = test.Open();

            pool.FailsOnce = true;
            test.Server.Stop();
            test.Loop.Run();

            Assert.AreEqual("880203E9", second.ReadHex());
            second.SendHex("888237FA213D3413");
            test.Loop.Advance(1000);
            Assert.AreEqual("closed:1001:;closed:1006:;", test.TakeLog());
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void APingWithoutMemoryForItsFrameIsNotAwaited()
        {
            ScarcePool pool = new ScarcePool();
            TestServer test = new TestServer(pool: pool);
            RawPeer peer = Jam(test);
            bool isCalled = false;

            pool.FailsOnce = true;
            Assert.ThrowsException(typeof(OutOfMemoryException), () => test.Channel.Ping(500, tag => isCalled = true));
            peer.Transport.Incoming.Capacity = int.MaxValue;
            test.Loop.Advance(1000);

            // Not dropped for want of a pong.
            Assert.AreEqual(string.Empty, test.TakeLog());
            Assert.IsFalse(isCalled);
        }

        [TestMethod]
        public void ALogInThatIsGivenUpBesideKeptMessagesWaitsNoMore()
        {
            ScarcePool pool = new ScarcePool();
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, KeepMessages = true }, pool: pool);
            test.Client.Opened += c =>
            {
                c.Send("log");
                c.Send("in");
                pool.FailsOnce = true;
                c.Close();
            };
            test.Client.Send("kept");
            RawPeer peer = test.Accept();
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            peer.Transport.Incoming.Capacity = 3;
            test.Loop.Advance(1000);
            Assert.AreEqual("open;closed:1006:;", test.TakeLog());
            Assert.AreEqual(0, pool.Waiting);
        }

        /// <summary>Opens a channel that has something waiting to go out.</summary>
        private static RawPeer Jam(TestServer test)
        {
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(test.Channel.Send("waits"));
            return peer;
        }

        private sealed class ScarcePool : BufferPool
        {
            internal ScarcePool()
                : base(LoopResources.PooledBytes)
            {
            }

            /// <summary>Whether there is no memory for the next buffer.</summary>
            internal bool FailsOnce { get; set; }

            internal override byte[] Rent(int size)
            {
                if (FailsOnce)
                {
                    FailsOnce = false;
                    throw new OutOfMemoryException();
                }

                return base.Rent(size);
            }
        }
    }
}
