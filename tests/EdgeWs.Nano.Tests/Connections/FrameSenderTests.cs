using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Frames sent at once, in part, later, and to many.</summary>
    [TestClass]
    public class FrameSenderTests
    {
        private const int BufferSize = 16;
        private const int Text = Opcode.Final | Opcode.Text;
        private const int Binary = Opcode.Final | Opcode.Binary;
        private const int Ping = Opcode.Final | Opcode.Ping;

        [TestMethod]
        public void SendsAtOnceWhatTheTransportTakes()
        {
            Line line = new Line(1000);
            Assert.IsTrue(line.Sender.Send(line.Transport, ref line.Outbox, Text, 0, Bytes.FromHex("FF4142FF"), 1, 2, 0));
            Assert.IsNull(line.Outbox);
            Assert.AreEqual("81024142", line.Peer.ReadHex());
            Assert.IsTrue(line.Send(Text, true, Bytes.FromHex("48656C6C6F")));
            Assert.AreEqual("818537FA213D7F9F4D5158", line.Peer.ReadHex());
            Assert.AreEqual(0, line.Pool.KeptBytes);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void SendsLargeFramesThroughTheSharedBuffer(bool masked)
        {
            Line line = new Line(1000);
            byte[] payload = Bytes.Fill(0x41, 300);
            Assert.IsTrue(line.Send(Binary, masked, payload));
            Assert.IsNull(line.Outbox);
            Assert.AreEqual(Bytes.ToHex(masked ? Frames.Masked(0x82, payload) : Frames.Unmasked(0x82, payload)), line.Peer.ReadHex());
            Assert.AreEqual(0, line.Pool.KeptBytes);
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
                Line line = new Line(capacity);
                Assert.IsTrue(line.Send(Binary, true, payload));
                string name = capacity.ToString();
                Assert.AreEqual(46 - capacity, line.Outbox == null ? 0 : line.Outbox.Bytes, name);

                string sent = line.Peer.ReadHex();
                Assert.AreEqual(expected, sent + (line.Outbox == null ? "" : line.Drain()), name);
                Assert.AreEqual(46 - capacity, line.Pool.KeptBytes, name);
            }
        }

        [TestMethod]
        public void ReadsThePayloadOnlyDuringTheCall()
        {
            Line line = new Line(3);
            byte[] payload = Bytes.FromHex("41424344");
            line.Send(Text, false, payload);
            line.Send(Text, false, payload);
            payload[0] = 0;
            payload[3] = 0;
            Assert.AreEqual("810441", line.Peer.ReadHex());
            Assert.AreEqual("424344810441424344", line.Drain());
        }

        [TestMethod]
        public void QueuesBehindWhatWaits()
        {
            Line line = new Line(2);
            line.Send(Text, false, Bytes.FromHex("41"));
            Assert.AreEqual(1, line.Outbox.Bytes);

            // Room again, but nothing may overtake.
            line.Peer.Transport.Incoming.Capacity = 1000;
            Assert.IsTrue(line.Send(Text, true, Bytes.FromHex("42")));
            Assert.IsTrue(line.Send(Ping, false, Bytes.FromHex("43"), Outbox.Urgent));
            Assert.AreEqual(1 + 7 + 3, line.Outbox.Bytes);
            Assert.AreEqual("810141" + "890143" + "818137FA213D75", line.Drain());
        }

        [TestMethod]
        public void StartsTheTimeOfWhatWaits()
        {
            Line line = new Line(0);
            line.Send(Text, false, new byte[1]);
            Assert.AreEqual(1000, line.Outbox.LastProgress);
        }

        [TestMethod]
        public void TellsThatTheTransportIsOver()
        {
            Line line = new Line(1000);
            line.Peer.Transport.Reset();
            Assert.IsFalse(line.Send(Text, false, new byte[1]));
            byte[] kept = null;
            byte[] frame = line.Sender.EncodeShared(Opcode.Text, new byte[1], 0, 1, out int length);
            Assert.IsFalse(line.SendShared(frame, length, ref kept));
            Assert.IsNull(line.Outbox);
            Assert.IsNull(kept);
        }

        [TestMethod]
        public void SharedFramesAreCopiedForNobodyWhenAllTakeThem()
        {
            Line first = new Line(1000);
            byte[] kept = null;
            byte[] frame = first.Sender.EncodeShared(Opcode.Text, Bytes.FromHex("FF4142FF"), 1, 2, out int length);
            Assert.AreEqual(4, length);
            foreach (Line line in new Line[] { first, first.Another(1000) })
            {
                Assert.IsTrue(line.SendShared(frame, length, ref kept));
                Assert.IsNull(line.Outbox);
                Assert.AreEqual("81024142", line.Peer.ReadHex());
            }

            Assert.IsNull(kept);
            first.Sender.ReleaseShared(frame, kept);
            Assert.AreEqual(0, first.Pool.KeptBytes);
        }

        [TestMethod]
        public void SharedFramesAreCopiedOnceForAllWhoWait()
        {
            Line slow = new Line(1);
            Line full = slow.Another(0);
            byte[] kept = null;
            byte[] frame = slow.Sender.EncodeShared(Opcode.Text, Bytes.FromHex("4142"), 0, 2, out int length);
            Assert.IsTrue(slow.SendShared(frame, length, ref kept));
            byte[] copy = kept;
            Assert.IsNotNull(copy);
            Assert.AreNotSame(frame, copy);
            Assert.IsTrue(full.SendShared(frame, length, ref kept));
            Assert.AreSame(copy, kept);
            slow.Sender.ReleaseShared(frame, kept);

            // The next frame goes through the shared buffer and must not change what waits.
            slow.Another(1000).Send(Binary, false, new byte[8]);

            Assert.AreEqual(3, slow.Outbox.Bytes);
            Assert.AreEqual(4, full.Outbox.Bytes);
            Assert.AreEqual("81" + "024142", slow.Peer.ReadHex() + slow.Drain());
            Assert.AreEqual("81024142", full.Drain());
            Assert.AreEqual(0, slow.Pool.KeptBytes);
        }

        [TestMethod]
        public void LargeSharedFramesComeFromThePoolAndGoBackWhenNobodyWaits()
        {
            Line line = new Line(1000);
            byte[] payload = Bytes.Fill(0x41, 20);
            byte[] kept = null;
            byte[] frame = line.Sender.EncodeShared(Opcode.Binary, payload, 0, 20, out int length);
            Assert.IsTrue(line.SendShared(frame, length, ref kept));
            Assert.AreEqual(Bytes.ToHex(Frames.Unmasked(0x82, payload)), line.Peer.ReadHex());
            line.Sender.ReleaseShared(frame, kept);
            Assert.AreEqual(22, line.Pool.KeptBytes);

            // Whoever waits for one holds it without a copy, and it does not go back.
            frame = line.Sender.EncodeShared(Opcode.Binary, payload, 0, 20, out length);
            Assert.AreEqual(0, line.Pool.KeptBytes);
            line.Peer.Transport.Incoming.Capacity = 5;
            Assert.IsTrue(line.SendShared(frame, length, ref kept));
            Assert.AreSame(frame, kept);
            line.Sender.ReleaseShared(frame, kept);
            Assert.AreEqual(17, line.Outbox.Bytes);
            line.Drain();
            Assert.AreEqual(0, line.Pool.KeptBytes);
        }

        [TestMethod]
        public void SharedFramesOfAnySizeAreWhole()
        {
            FrameSender sender = new Line(0).Sender;
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
            Line line = new Line(0);
            line.Send(Text, false, Bytes.FromHex("41"));
            line.Peer.Transport.Incoming.Capacity = 1000;
            byte[] kept = null;
            byte[] frame = line.Sender.EncodeShared(Opcode.Text, Bytes.FromHex("42"), 0, 1, out int length);
            line.SendShared(frame, length, ref kept);
            Assert.AreEqual("", line.Peer.ReadHex());
            Assert.AreEqual("810141810142", line.Drain());
        }

        [TestMethod]
        public void UrgentFramesDoNotCutASharedOneThatWasBegun()
        {
            Line line = new Line(2);
            byte[] kept = null;
            byte[] frame = line.Sender.EncodeShared(Opcode.Text, Bytes.FromHex("41"), 0, 1, out int length);
            line.SendShared(frame, length, ref kept);
            line.Send(Ping, false, new byte[0], Outbox.Urgent);
            Assert.AreEqual("8101", line.Peer.ReadHex());
            Assert.AreEqual("418900", line.Drain());
        }

        /// <summary>A connection with its outbox, and the sender that it shares with others.</summary>
        private sealed class Line
        {
            internal Outbox Outbox;

            internal Line(int capacity)
                : this(capacity, new BufferPool(10000), null)
            {
            }

            private Line(int capacity, BufferPool pool, FrameSender sender)
            {
                Pool = pool;
                Sender = sender ?? new FrameSender(new ManualClock(1000), () => TestLoop.MaskingKey, pool, BufferSize);
                Peer = RawPeer.Create(capacity);
            }

            internal BufferPool Pool { get; }

            internal FrameSender Sender { get; }

            internal RawPeer Peer { get; }

            internal MemoryTransport Transport => Peer.Transport.Peer;

            /// <summary>Another one with the same sender.</summary>
            internal Line Another(int capacity) => new Line(capacity, Pool, Sender);

            internal bool Send(int first, bool masked, byte[] payload, int flags = 0) =>
                Sender.Send(Transport, ref Outbox, first, masked ? FrameEncoder.Masked : 0, payload, 0, payload.Length, flags);

            internal bool SendShared(byte[] frame, int length, ref byte[] kept) =>
                Sender.SendShared(Transport, ref Outbox, frame, length, ref kept);

            /// <summary>Lets out what waits.</summary>
            internal string Drain()
            {
                Peer.Transport.Incoming.Capacity = 1000;
                Outbox.Flush(Transport, Pool, 0);
                return Peer.ReadHex();
            }
        }
    }
}
