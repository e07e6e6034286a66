using System;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>What the library allocates for traffic that flows: nothing. On the device garbage is what stops the program.</summary>
    [TestClass]
    public class AllocationTests
    {
        private const int WarmUp = 2000;
        private const int Count = 10000;

        // Fits neither the receive nor the send buffer of a scheduler.
        private const int Large = 5000;

        public TestContext TestContext { get; set; }

        [TestMethod(DisplayName = "A server that echoes")]
        [DataRow(WsMessageType.Text, 16)]
        [DataRow(WsMessageType.Text, 1000)]
        [DataRow(WsMessageType.Binary, 16)]
        [DataRow(WsMessageType.Binary, Large)]
        public void Server(WsMessageType type, int size)
        {
            var server = new AllocationFreeServer();
            RawPeer peer = server.Connect();
            byte[] payload = Bytes.Fill((byte)'a', size);
            AssertNothingIsAllocated(
                server.Loop, peer.Transport, Frames.Masked(0x80 | (int)type, payload), Frames.Unmasked(0x80 | (int)type, payload));
        }

        [TestMethod(DisplayName = "A server that broadcasts to eight")]
        [DataRow(WsMessageType.Text, 16)]
        [DataRow(WsMessageType.Binary, 3000)]
        public void Broadcast(WsMessageType type, int size)
        {
            var server = new AllocationFreeServer(isBroadcasting: true);
            byte[] payload = Bytes.Fill((byte)'a', size);
            RawPeer speaker = server.Connect();
            var others = new MemoryTransport[7];
            for (int i = 0; i < others.Length; i++)
            {
                others[i] = server.Connect().Transport;
            }

            AssertNothingIsAllocated(
                server.Loop,
                speaker.Transport,
                Frames.Masked(0x80 | (int)type, payload),
                Frames.Unmasked(0x80 | (int)type, payload),
                others);
        }

        [TestMethod(DisplayName = "A client that echoes")]
        [DataRow(WsMessageType.Text, 16)]
        [DataRow(WsMessageType.Text, 1000)]
        [DataRow(WsMessageType.Binary, 16)]
        [DataRow(WsMessageType.Binary, Large)]
        public void Client(WsMessageType type, int size)
        {
            var loop = new TestLoop();
            var connector = new MemoryConnector();
            WsClient client = WsClient.Create(
                WsUrl.Parse("ws://server.example.com/"), new WsClientOptions { Scheduler = loop.Scheduler }, connector);
            client.Message += (c, m) => c.Send(m);
            MemoryTransport transport = MemoryTransport.CreatePair();
            connector.Connect(transport);
            loop.Run();
            var peer = new RawPeer(transport.Peer);
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            loop.Run();

            byte[] payload = Bytes.Fill((byte)'a', size);
            AssertNothingIsAllocated(
                loop, peer.Transport, Frames.Unmasked(0x80 | (int)type, payload), Frames.Masked(0x80 | (int)type, payload));
        }

        [TestMethod(DisplayName = "A server that is sent a message in fragments and answers pings in between")]
        public void FragmentsAndPings()
        {
            var server = new AllocationFreeServer();
            RawPeer peer = server.Connect();
            byte[] first = Frames.Masked(0x01, Bytes.Fill((byte)'a', 300));
            byte[] ping = Frames.Masked(0x89, Bytes.Fill((byte)'p', 4));
            byte[] last = Frames.Masked(0x80, Bytes.Fill((byte)'a', 300));
            byte[] pong = Frames.Unmasked(0x8A, Bytes.Fill((byte)'p', 4));
            byte[] echo = Frames.Unmasked(0x81, Bytes.Fill((byte)'a', 600));
            AssertNothingIsAllocated(
                server.Loop, peer.Transport, Bytes.Concat(Bytes.Concat(first, ping), last), Bytes.Concat(pong, echo));
        }

        [TestMethod(DisplayName = "Connections on which nothing happens, with a timer")]
        public void Idle()
        {
            var server = new AllocationFreeServer();
            for (int i = 0; i < 8; i++)
            {
                server.Connect();
            }

            int ticks = 0;
            server.Loop.Scheduler.SetInterval(() => ticks++, 10);
            long allocated = 0;
            for (int i = 0; i < WarmUp + Count; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                server.Loop.Clock.Advance(1);
                server.Loop.Scheduler.Poll(0);
                long after = GC.GetAllocatedBytesForCurrentThread();
                allocated += i < WarmUp ? 0 : after - before;
            }

            TestContext.WriteLine("{0} bytes in {1} passes with {2} calls of the timer", allocated, Count, ticks);
            Assert.AreEqual(0, allocated);
        }

        [TestMethod(DisplayName = "A client that waits to connect again")]
        public void Waiting()
        {
            var loop = new TestLoop();
            var connector = new MemoryConnector();
            var options = new WsClientOptions { Scheduler = loop.Scheduler, ReconnectDelay = 4 * (WarmUp + Count) };
            WsClient client = WsClient.Create(WsUrl.Parse("ws://server.example.com/"), options, connector);
            connector.Fail(new InvalidOperationException(), false);
            loop.Run();
            long start = 0;
            for (int i = 0; i < WarmUp + Count; i++)
            {
                if (i == WarmUp)
                {
                    start = GC.GetAllocatedBytesForCurrentThread();
                }

                loop.Clock.Advance(1);
                loop.Scheduler.Poll(0);
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - start;
            Assert.AreEqual(WsConnectionState.Connecting, client.State);
            Assert.AreEqual(1, connector.Attempts);
            Assert.AreEqual(0, allocated);
        }

        private void AssertNothingIsAllocated(
            TestLoop loop, MemoryTransport peer, byte[] request, byte[] answer, params MemoryTransport[] others)
        {
            var buffer = new byte[answer.Length + 1];
            long start = 0;
            for (int i = 0; i < WarmUp + Count; i++)
            {
                if (i == WarmUp)
                {
                    start = GC.GetAllocatedBytesForCurrentThread();
                }

                peer.Send(request, 0, request.Length);
                while (loop.Scheduler.Poll(0))
                {
                }

                int count = peer.Receive(buffer, 0, buffer.Length);
                if (count != answer.Length || !buffer.AsSpan(0, count).SequenceEqual(answer))
                {
                    Assert.Fail($"Echo {i}: {count} bytes, {Convert.ToHexString(buffer, 0, 20)}");
                }

                foreach (MemoryTransport other in others)
                {
                    if (other.Receive(buffer, 0, buffer.Length) != answer.Length)
                    {
                        Assert.Fail("Another did not receive broadcast " + i);
                    }
                }
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - start;
            TestContext.WriteLine("{0} bytes in {1} echoes", allocated, Count);
            Assert.AreEqual(0, allocated);
        }

        /// <summary>Unlike <see cref="TestServer"/> it keeps no log, which would allocate.</summary>
        private sealed class AllocationFreeServer
        {
            private readonly MemoryListener _listener = new MemoryListener();

            public AllocationFreeServer(bool isBroadcasting = false)
            {
                WsServer server = WsServer.Create("/chat", _listener, new WsServerOptions { Scheduler = Loop.Scheduler });
                server.Connection += (s, channel) => channel.Message += (c, m) =>
                {
                    if (isBroadcasting)
                    {
                        s.Broadcast(m);
                    }
                    else
                    {
                        c.Send(m);
                    }
                };
            }

            public TestLoop Loop { get; } = new TestLoop();

            /// <summary>Connects and shakes hands.</summary>
            public RawPeer Connect()
            {
                var peer = new RawPeer(_listener.Connect());
                peer.SendText(RawPeer.Request);
                Loop.Run();
                Assert.AreEqual(RawPeer.Answer, peer.ReadText());
                return peer;
            }
        }
    }
}
