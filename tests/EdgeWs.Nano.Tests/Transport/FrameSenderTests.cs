using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Frames sent at once, in part, later, and to many.</summary>
    [TestClass]
    public class FrameSenderTests
    {
        private const int BufferSize = 16;

        [TestMethod]
        public void SendsAtOnceWhatTheTransportTakes()
        {
            FrameSender sender = Create(out BufferPool pool);
            RawPeer peer = Connect(1000, out MemoryTransport transport);
            Outbox outbox = null;

            Assert.IsTrue(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, Bytes.FromHex("FF4142FF"), 1, 2, 0));
            Assert.IsNull(outbox);
            Assert.AreEqual("81024142", peer.ReadHex());
            Assert.IsTrue(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, true, Bytes.FromHex("48656C6C6F"), 0, 5, 0));
            Assert.AreEqual("818537FA213D7F9F4D5158", peer.ReadHex());
            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void SendsLargeFramesThroughTheSharedBuffer()
        {
            FrameSender sender = Create(out BufferPool pool);
            byte[] payload = Bytes.Fill(0x41, 300);
            for (int round = 0; round < 2; round++)
            {
                RawPeer peer = Connect(1000, out MemoryTransport transport);
                Outbox outbox = null;
                Assert.IsTrue(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Binary, round == 1, payload, 0, 300, 0));
                Assert.IsNull(outbox);
                byte[] expected = round == 1 ? Frames.Masked(0x82, payload) : Frames.Unmasked(0x82, payload);
                Assert.AreEqual(Bytes.ToHex(expected), peer.ReadHex());
            }

            Assert.AreEqual(0, pool.KeptBytes);
            Assert.IsTrue(payload[299] == 0x41);
        }

        [TestMethod]
        public void KeepsWhatTheTransportDoesNotTake()
        {
            byte[] payload = new byte[40];
            for (int i = 0; i < 40; i++)
            {
                payload[i] = (byte)i;
            }

            string expected = Bytes.ToHex(Frames.Masked(0x82, payload));
            for (int capacity = 0; capacity <= 46; capacity++)
            {
                FrameSender sender = Create(out BufferPool pool);
                RawPeer peer = Connect(capacity, out MemoryTransport transport);
                Outbox outbox = null;
                Assert.IsTrue(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Binary, true, payload, 0, 40, 0));
                string name = capacity.ToString();
                Assert.AreEqual(46 - capacity, outbox == null ? 0 : outbox.Bytes, name);

                string sent = peer.ReadHex();
                transport.Peer.Incoming.Capacity = 1000;
                if (outbox != null)
                {
                    outbox.Flush(transport, pool, 0);
                }

                Assert.AreEqual(expected, sent + peer.ReadHex(), name);
                Assert.AreEqual(46 - capacity, pool.KeptBytes, name);
            }
        }

        [TestMethod]
        public void ReadsThePayloadOnlyDuringTheCall()
        {
            FrameSender sender = Create(out BufferPool pool);
            RawPeer peer = Connect(3, out MemoryTransport transport);
            Outbox outbox = null;
            byte[] payload = Bytes.FromHex("41424344");
            sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, payload, 0, 4, 0);
            sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, payload, 0, 4, 0);
            payload[0] = 0;
            payload[3] = 0;
            Assert.AreEqual("810441", peer.ReadHex());
            transport.Peer.Incoming.Capacity = 1000;
            outbox.Flush(transport, pool, 0);
            Assert.AreEqual("424344810441424344", peer.ReadHex());
        }

        [TestMethod]
        public void QueuesBehindWhatWaits()
        {
            FrameSender sender = Create(out BufferPool pool);
            RawPeer peer = Connect(2, out MemoryTransport transport);
            Outbox outbox = null;
            sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, Bytes.FromHex("41"), 0, 1, 0);
            Assert.AreEqual(1, outbox.Bytes);

            // Room again, but nothing may overtake.
            transport.Peer.Incoming.Capacity = 1000;
            Assert.IsTrue(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, true, Bytes.FromHex("42"), 0, 1, 0));
            Assert.IsTrue(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Ping, false, Bytes.FromHex("43"), 0, 1, Outbox.Urgent));
            Assert.AreEqual(1 + 7 + 3, outbox.Bytes);
            outbox.Flush(transport, pool, 0);
            Assert.AreEqual("810141" + "890143" + "818137FA213D75", peer.ReadHex());
        }

        [TestMethod]
        public void StartsTheTimeOfWhatWaits()
        {
            FrameSender sender = Create(out BufferPool _);
            Connect(0, out MemoryTransport transport);
            Outbox outbox = null;
            sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, new byte[1], 0, 1, 0);
            Assert.AreEqual(1000, outbox.LastProgress);
        }

        [TestMethod]
        public void TellsThatTheTransportIsOver()
        {
            FrameSender sender = Create(out BufferPool _);
            RawPeer peer = Connect(1000, out MemoryTransport transport);
            peer.Transport.Reset();
            Outbox outbox = null;
            byte[] kept = null;
            Assert.IsFalse(sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, new byte[1], 0, 1, 0));
            byte[] frame = sender.EncodeShared(Opcode.Text, new byte[1], 0, 1, out int length);
            Assert.IsFalse(sender.SendShared(transport, ref outbox, frame, length, ref kept));
            Assert.IsNull(outbox);
            Assert.IsNull(kept);
        }

        [TestMethod]
        public void SharedFramesAreCopiedForNobodyWhenAllTakeThem()
        {
            FrameSender sender = Create(out BufferPool pool);
            byte[] kept = null;
            byte[] frame = sender.EncodeShared(Opcode.Text, Bytes.FromHex("FF4142FF"), 1, 2, out int length);
            Assert.AreEqual(4, length);
            for (int i = 0; i < 2; i++)
            {
                RawPeer peer = Connect(1000, out MemoryTransport transport);
                Outbox outbox = null;
                Assert.IsTrue(sender.SendShared(transport, ref outbox, frame, length, ref kept));
                Assert.IsNull(outbox);
                Assert.AreEqual("81024142", peer.ReadHex());
            }

            Assert.IsNull(kept);
            sender.ReleaseShared(frame, kept);
            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void SharedFramesAreCopiedOnceForAllWhoWait()
        {
            FrameSender sender = Create(out BufferPool pool);
            RawPeer slow = Connect(1, out MemoryTransport slowTransport);
            RawPeer full = Connect(0, out MemoryTransport fullTransport);
            Outbox slowBox = null;
            Outbox fullBox = null;
            byte[] kept = null;
            byte[] frame = sender.EncodeShared(Opcode.Text, Bytes.FromHex("4142"), 0, 2, out int length);
            Assert.IsTrue(sender.SendShared(slowTransport, ref slowBox, frame, length, ref kept));
            byte[] copy = kept;
            Assert.IsNotNull(copy);
            Assert.AreNotSame(frame, copy);
            Assert.IsTrue(sender.SendShared(fullTransport, ref fullBox, frame, length, ref kept));
            Assert.AreSame(copy, kept);
            sender.ReleaseShared(frame, kept);

            // The next frame goes through the shared buffer and must not change what waits.
            Outbox none = null;
            Connect(1000, out MemoryTransport other);
            sender.Send(other, ref none, Opcode.Final | Opcode.Binary, false, new byte[8], 0, 8, 0);

            Assert.AreEqual(3, slowBox.Bytes);
            Assert.AreEqual(4, fullBox.Bytes);
            Assert.AreEqual("81" + "024142", slow.ReadHex() + Drain(slow, slowTransport, slowBox, pool));
            Assert.AreEqual("81024142", Drain(full, fullTransport, fullBox, pool));
            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void LargeSharedFramesComeFromThePoolAndGoBackWhenNobodyWaits()
        {
            FrameSender sender = Create(out BufferPool pool);
            byte[] payload = Bytes.Fill(0x41, 20);
            byte[] kept = null;
            byte[] frame = sender.EncodeShared(Opcode.Binary, payload, 0, 20, out int length);
            RawPeer peer = Connect(1000, out MemoryTransport transport);
            Outbox outbox = null;
            Assert.IsTrue(sender.SendShared(transport, ref outbox, frame, length, ref kept));
            Assert.AreEqual(Bytes.ToHex(Frames.Unmasked(0x82, payload)), peer.ReadHex());
            sender.ReleaseShared(frame, kept);
            Assert.AreEqual(22, pool.KeptBytes);

            // Whoever waits for one holds it without a copy, and it does not go back.
            frame = sender.EncodeShared(Opcode.Binary, payload, 0, 20, out length);
            Assert.AreEqual(0, pool.KeptBytes);
            transport.Peer.Incoming.Capacity = 5;
            Assert.IsTrue(sender.SendShared(transport, ref outbox, frame, length, ref kept));
            Assert.AreSame(frame, kept);
            sender.ReleaseShared(frame, kept);
            Assert.AreEqual(17, outbox.Bytes);
            peer.Read();
            Drain(peer, transport, outbox, pool);
            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void SharedFramesOfAnySizeAreWhole()
        {
            FrameSender sender = Create(out BufferPool _);
            for (int count = BufferSize - 4; count < BufferSize + 4; count++)
            {
                byte[] payload = Bytes.Fill(0x41, count);
                byte[] frame = sender.EncodeShared(Opcode.Binary, payload, 0, count, out int length);
                Assert.AreEqual(Bytes.ToHex(Frames.Unmasked(0x82, payload)), Bytes.ToHex(Bytes.Part(frame, 0, length)));
                sender.ReleaseShared(frame, null);
            }
        }

        [TestMethod]
        public void SharedFramesQueueBehindWhatWaits()
        {
            FrameSender sender = Create(out BufferPool pool);
            RawPeer peer = Connect(0, out MemoryTransport transport);
            Outbox outbox = null;
            sender.Send(transport, ref outbox, Opcode.Final | Opcode.Text, false, Bytes.FromHex("41"), 0, 1, 0);
            transport.Peer.Incoming.Capacity = 1000;
            byte[] kept = null;
            byte[] frame = sender.EncodeShared(Opcode.Text, Bytes.FromHex("42"), 0, 1, out int length);
            sender.SendShared(transport, ref outbox, frame, length, ref kept);
            Assert.AreEqual("", peer.ReadHex());
            Assert.AreEqual("810141810142", Drain(peer, transport, outbox, pool));
        }

        [TestMethod]
        public void UrgentFramesDoNotCutASharedOneThatWasBegun()
        {
            FrameSender sender = Create(out BufferPool pool);
            RawPeer peer = Connect(2, out MemoryTransport transport);
            Outbox outbox = null;
            byte[] kept = null;
            byte[] frame = sender.EncodeShared(Opcode.Text, Bytes.FromHex("41"), 0, 1, out int length);
            sender.SendShared(transport, ref outbox, frame, length, ref kept);
            sender.Send(transport, ref outbox, Opcode.Final | Opcode.Ping, false, new byte[0], 0, 0, Outbox.Urgent);
            Assert.AreEqual("8101", peer.ReadHex());
            Assert.AreEqual("418900", Drain(peer, transport, outbox, pool));
        }

        private static FrameSender Create(out BufferPool pool)
        {
            pool = new BufferPool(10000);
            return new FrameSender(new ManualClock(1000), () => TestLoop.MaskingKey, pool, BufferSize);
        }

        private static RawPeer Connect(int capacity, out MemoryTransport transport)
        {
            transport = MemoryTransport.CreatePair();
            transport.Peer.Incoming.Capacity = capacity;
            return new RawPeer(transport.Peer);
        }

        private static string Drain(RawPeer peer, MemoryTransport transport, Outbox outbox, BufferPool pool)
        {
            transport.Peer.Incoming.Capacity = 1000;
            outbox.Flush(transport, pool, 0);
            return peer.ReadHex();
        }
    }
}
