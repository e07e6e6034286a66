using System;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Simulation
{
    /// <summary>What the simulation found where an allocation fails, each by itself.</summary>
    [TestClass]
    public sealed class OutOfMemoryTests
    {
        [TestMethod]
        public void StopWithoutMemoryForACloseFrameClosesTheOtherChannelsToo()
        {
            var server = new TestServer();
            Jam(server);
            RawPeer second = server.Open();

            server.Loop.Scheduler.Pool.FailAfter = 0;
            server.Server.Stop();
            server.Loop.Run();

            Assert.AreEqual("880203E9", second.ReadHex(), "the close frame of the second channel");
            second.SendHex("888237FA213D3413");
            server.Loop.Advance(1000);
            Assert.AreEqual("closed:1001:;closed:1006:;", server.TakeLog());
            Assert.AreEqual(0, server.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void APingWithoutMemoryForItsFrameIsNotAwaited()
        {
            var server = new TestServer();
            RawPeer peer = Jam(server);
            bool isCalled = false;

            server.Loop.Scheduler.Pool.FailAfter = 0;
            Assert.ThrowsExactly<OutOfMemoryException>(() => server.Channel.Ping(500, tag => isCalled = true));
            peer.Transport.Incoming.Capacity = int.MaxValue;
            server.Loop.Advance(1000);

            Assert.AreEqual(string.Empty, server.TakeLog(), "not dropped for want of a pong");
            Assert.IsFalse(isCalled);
        }

        /// <summary>Opens a channel that has something waiting to go out.</summary>
        private static RawPeer Jam(TestServer server)
        {
            RawPeer peer = server.Open();
            peer.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(server.Channel.Send("waits"));
            return peer;
        }
    }
}
