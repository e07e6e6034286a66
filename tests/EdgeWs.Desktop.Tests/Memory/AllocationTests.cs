using EdgeWs.Nano.Tests;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>What the library allocates for traffic that flows: nothing. On the device garbage is what stops the program.</summary>
    [TestClass]
    [DoNotParallelize]
    public class AllocationTests
    {
        private const int Burst = 10;
        private const int WarmUp = 2000;
        private const int Count = 10000;
        private const int Fin = 0x80;

        // Fits neither the receive nor the send buffer of a scheduler, which keeps buffers for one such message at a time.
        private const int Large = 5000;

        // The same, and small enough that buffers for two of them are kept: one on its way in, one on its way out.
        private const int Medium = 3000;

        // The objects that remember what waits.
        private const int Waiting = 80;

        // An array that is not kept, without its bytes.
        private const int ArrayHeader = 32;

        private readonly byte[] _buffer = new byte[Large * 4];

        /// <summary>Type, size of the message, number of its frames.</summary>
        public static IEnumerable<object[]> Echoes =>
            from type in new[] { WsMessageType.Text, WsMessageType.Binary }
            from size in new[] { 16, 125, 1000, Large }
            from frames in new[] { 1, 3 }
            select new object[] { type, size, frames };

        /// <summary>As <see cref="Echoes"/>; the frame for all is made in a buffer while the message lies in another.</summary>
        public static IEnumerable<object[]> Broadcasts =>
            from row in Echoes
            select (int)row[1] == Large ? new object[] { row[0], Medium, row[2] } : row;

        [TestMethod(DisplayName = "A server and a client that echo")]
        [DynamicData(nameof(Echoes))]
        public void Echo(WsMessageType type, int size, int frames)
        {
            var server = new QuietServer();
            AssertNothingIsAllocated(
                server.Loop, server.Connect(), Message(type, size, frames, Frames.Masked), Message(type, size, 1, Frames.Unmasked));
            var client = new QuietClient();
            AssertNothingIsAllocated(
                client.Loop, client.Transport, Message(type, size, frames, Frames.Unmasked), Message(type, size, 1, Frames.Masked));
        }

        [TestMethod(DisplayName = "A server that broadcasts to eight")]
        [DynamicData(nameof(Broadcasts))]
        public void Broadcast(WsMessageType type, int size, int frames)
        {
            var server = new QuietServer(isBroadcasting: true);
            MemoryTransport speaker = server.Connect();
            MemoryTransport[] others = [.. Enumerable.Range(0, 7).Select(_ => server.Connect())];
            AssertNothingIsAllocated(
                server.Loop,
                speaker,
                Message(type, size, frames, Frames.Masked),
                Message(type, size, 1, Frames.Unmasked),
                others);
        }

        [TestMethod(DisplayName = "Pings that are answered, with pongs that nobody asked for in between")]
        public void Pings()
        {
            byte[] payload = Bytes.Fill((byte)'p', 4);
            var server = new QuietServer();
            AssertNothingIsAllocated(
                server.Loop,
                server.Connect(),
                [.. Frames.Masked(Fin | Opcode.Ping, payload), .. Frames.Masked(Fin | Opcode.Pong, payload)],
                Frames.Unmasked(Fin | Opcode.Pong, payload));

            var client = new QuietClient();
            AssertNothingIsAllocated(
                client.Loop,
                client.Transport,
                [.. Frames.Unmasked(Fin | Opcode.Ping, payload), .. Frames.Unmasked(Fin | Opcode.Pong, payload)],
                Frames.Masked(Fin | Opcode.Pong, payload));
        }

        [TestMethod(DisplayName = "A server that is sent a message in fragments and answers pings in between")]
        public void FragmentsAndPings()
        {
            var server = new QuietServer();
            byte[] first = Frames.Masked(Opcode.Text, Bytes.Fill((byte)'a', 300));
            byte[] ping = Frames.Masked(Fin | Opcode.Ping, Bytes.Fill((byte)'p', 4));
            byte[] last = Frames.Masked(Fin | Opcode.Continuation, Bytes.Fill((byte)'a', 300));
            byte[] pong = Frames.Unmasked(Fin | Opcode.Pong, Bytes.Fill((byte)'p', 4));
            AssertNothingIsAllocated(
                server.Loop,
                server.Connect(),
                [.. first, .. ping, .. last],
                [.. pong, .. Message(WsMessageType.Text, 600, 1, Frames.Unmasked)]);
        }

        [TestMethod(DisplayName = "Messages of which many arrive before the first is handled")]
        public void InFlight()
        {
            byte[] request = Message(WsMessageType.Text, 1000, 1, Frames.Masked);
            byte[] answer = Message(WsMessageType.Text, 1000, 1, Frames.Unmasked);
            var server = new QuietServer();
            AssertNothingIsAllocated(
                server.Loop,
                server.Connect(),
                [.. Enumerable.Repeat(request, 8).SelectMany(frame => frame)],
                [.. Enumerable.Repeat(answer, 8).SelectMany(frame => frame)]);
        }

        [TestMethod(DisplayName = "Connections on which nothing happens, with a timer")]
        public void Idle()
        {
            var server = new QuietServer();
            for (int i = 0; i < 8; i++)
            {
                server.Connect();
            }

            int ticks = 0;
            server.Loop.Scheduler.SetInterval(() => ticks++, 10);
            Assert.AreEqual(0, Measure(() => Pass(server.Loop)));
            Assert.AreEqual((WarmUp + Count) / 10, ticks);
        }

        /// <summary>
        /// What has to wait for a client that is not ready costs the objects that remember it. The bytes themselves wait in
        /// buffers that are used again, as long as those are kept: a large message and its echo are too much for that. Of a broadcast there
        /// is a copy, one for all that are late: who is last to be done with it is not known, so it is left to the collector.
        /// </summary>
        [TestMethod(DisplayName = "A server that echoes or broadcasts to clients of which one takes it late")]
        [DataRow(16, Waiting)]
        [DataRow(1000, Waiting)]
        [DataRow(Medium, Waiting)]
        [DataRow(Large, Waiting + ArrayHeader + Large)]
        public void Late(int size, int most)
        {
            var server = new QuietServer();
            MemoryTransport peer = server.Connect();
            AssertLate(server.Loop, peer, peer, size, most);
            server = new QuietServer(isBroadcasting: true);
            AssertLate(server.Loop, server.Connect(), server.Connect(), size, Waiting + ArrayHeader + size);
        }

        [TestMethod(DisplayName = "A client that waits to connect again")]
        public void WaitingToReconnect()
        {
            var loop = new TestLoop();
            var connector = new MemoryConnector();
            var options = new WsClientOptions { Scheduler = loop.Scheduler, ReconnectDelay = 4 * (WarmUp + Count) };
            WsClient client = WsClient.Create(WsUrl.Parse("ws://server.example.com/"), options, connector);
            connector.Fail(new InvalidOperationException(), false);
            loop.Run();
            long allocated = Measure(() => Pass(loop));
            Assert.AreEqual(WsConnectionState.Connecting, client.State);
            Assert.AreEqual(1, connector.Attempts);
            Assert.AreEqual(0, allocated);
        }

        [TestMethod(DisplayName = "Posts, however many wait: nothing is copied")]
        public void Posts()
        {
            var loop = new TestLoop();
            int calls = 0;
            Action post = () => calls++;
            long allocated = Measure(() =>
            {
                for (int i = 0; i < Burst; i++)
                {
                    loop.Scheduler.Post(post);
                }

                Pass(loop);
            });
            Assert.AreEqual((WarmUp + Count) * Burst, calls);
            Assert.AreEqual(0, allocated);
        }

        private static byte[] Message(WsMessageType type, int size, int frames, Func<int, byte[], byte[]> frame)
        {
            byte[] all = [];
            for (int i = 0; i < frames; i++)
            {
                int first = (i == 0 ? (int)type : Opcode.Continuation) | (i == frames - 1 ? Fin : 0);
                int length = (size * (i + 1) / frames) - (size * i / frames);
                all = Bytes.Concat(all, frame(first, Bytes.Fill((byte)'a', length)));
            }

            return all;
        }

        private static long Measure(Action action)
        {
            long start = 0;
            for (int i = 0; i < WarmUp + Count; i++)
            {
                if (i == WarmUp)
                {
                    start = GC.GetAllocatedBytesForCurrentThread();
                }

                action();
            }

            return GC.GetAllocatedBytesForCurrentThread() - start;
        }

        private void AssertNothingIsAllocated(
            TestLoop loop, MemoryTransport peer, byte[] request, byte[] answer, params MemoryTransport[] others)
        {
            long allocated = Measure(() =>
            {
                peer.Send(request, 0, request.Length);
                Run(loop);
                AssertReceived(peer, answer);
                foreach (MemoryTransport other in others)
                {
                    AssertReceived(other, answer);
                }
            });
            Assert.AreEqual(0, allocated);
        }

        private void AssertLate(TestLoop loop, MemoryTransport speaker, MemoryTransport late, int size, int most)
        {
            byte[] request = Message(WsMessageType.Binary, size, 1, Frames.Masked);
            byte[] answer = Message(WsMessageType.Binary, size, 1, Frames.Unmasked);
            long allocated = Measure(() =>
            {
                late.Incoming.Capacity = 0;
                speaker.Send(request, 0, request.Length);
                Run(loop);
                Assert.AreEqual(0, late.Incoming.Count);

                late.Incoming.Capacity = int.MaxValue;
                Run(loop);
                AssertReceived(late, answer);
                if (speaker != late)
                {
                    AssertReceived(speaker, answer);
                }
            });
            Assert.IsLessThanOrEqualTo(most, allocated / Count);
        }

        private static void Pass(TestLoop loop)
        {
            loop.Clock.Advance(1);
            loop.Scheduler.Poll(0);
        }

        private static void Run(TestLoop loop)
        {
            while (loop.Scheduler.Poll(0))
            {
            }
        }

        private void AssertReceived(MemoryTransport peer, byte[] expected)
        {
            int count = peer.Receive(_buffer, 0, _buffer.Length);
            if (count != expected.Length || !_buffer.AsSpan(0, count).SequenceEqual(expected))
            {
                Assert.Fail($"{count} bytes, {Convert.ToHexString(_buffer, 0, 20)}");
            }
        }
    }
}
