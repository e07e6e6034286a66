using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The order of what waits to be sent, and where its buffers go.</summary>
    [TestClass]
    public class OutboxTests
    {
        private static readonly BufferPool s_pool = new BufferPool(0);

        [TestMethod]
        public void SendsInOrder()
        {
            Outbox outbox = Create(new string[] { "01", "0203", "04" });
            Assert.AreEqual(4, outbox.Bytes);
            Assert.AreEqual("01020304", FlushAll(outbox));
            Assert.AreEqual(0, outbox.Bytes);
        }

        [TestMethod]
        public void SendsOnlyTheMarkedPartOfAnArray()
        {
            Outbox outbox = new Outbox(0);
            outbox.Add(new OutgoingFrame(Bytes.FromHex("0102030405"), 1, 4, 0), s_pool);
            Assert.AreEqual(3, outbox.Bytes);
            Assert.AreEqual("020304", FlushAll(outbox));
        }

        [TestMethod]
        public void SendsPiecesAsTheTransportTakesThem()
        {
            Outbox outbox = Create(new string[] { "010203", "0405" });
            RawPeer peer = RawPeer.Create(2);

            Assert.AreEqual(2, outbox.Flush(peer.Transport.Peer, s_pool, 10));
            Assert.AreEqual(3, outbox.Bytes);
            Assert.AreEqual(10, outbox.LastProgress);
            Assert.AreEqual(0, outbox.Flush(peer.Transport.Peer, s_pool, 20));
            Assert.AreEqual(10, outbox.LastProgress);
            Assert.AreEqual("0102", peer.ReadHex());

            Assert.AreEqual(2, outbox.Flush(peer.Transport.Peer, s_pool, 30));
            Assert.AreEqual(1, outbox.Bytes);
            Assert.AreEqual("0304", peer.ReadHex());
            Assert.AreEqual(1, outbox.Flush(peer.Transport.Peer, s_pool, 40));
            Assert.AreEqual("05", peer.ReadHex());
            Assert.AreEqual(0, outbox.Bytes);
            Assert.AreEqual(40, outbox.LastProgress);
        }

        [TestMethod]
        public void TellsThatTheTransportIsOver()
        {
            Outbox outbox = Create(new string[] { "01" });
            RawPeer peer = RawPeer.Create(10);
            peer.Transport.Reset();
            Assert.AreEqual(-1, outbox.Flush(peer.Transport.Peer, s_pool, 10));
        }

        [TestMethod]
        public void UrgentFramesGoBeforeOthersInTheirOwnOrder()
        {
            Outbox outbox = Create(new string[] { "01", "02" });
            Add(outbox, "A1", Outbox.Urgent);
            Add(outbox, "03", 0);
            Add(outbox, "A2", Outbox.Urgent);
            Assert.AreEqual("A1A2010203", FlushAll(outbox));
        }

        [TestMethod]
        public void UrgentFramesNeverGoIntoABegunOne()
        {
            Outbox outbox = Create(new string[] { "010203", "04" });
            RawPeer peer = RawPeer.Create(1);
            outbox.Flush(peer.Transport.Peer, s_pool, 0);
            Assert.AreEqual("01", peer.ReadHex());
            Add(outbox, "A1", Outbox.Urgent);
            Assert.AreEqual("0203A104", FlushAll(outbox));

            // One that was begun before it came into the box, too.
            outbox = new Outbox(0);
            Add(outbox, "01", Outbox.Begun);
            Add(outbox, "02", 0);
            Add(outbox, "A1", Outbox.Urgent);
            Assert.AreEqual("01A102", FlushAll(outbox));
        }

        [TestMethod]
        public void TheLatestTakesThePlaceOfTheOneBefore()
        {
            Outbox outbox = Create(new string[] { "01" });
            Add(outbox, "A1A1", Outbox.Urgent | Outbox.Latest);
            Add(outbox, "B1", Outbox.Urgent);
            Add(outbox, "A2", Outbox.Urgent | Outbox.Latest);
            Assert.AreEqual(3, outbox.Bytes);
            Assert.AreEqual("B1A201", FlushAll(outbox));
        }

        [TestMethod]
        public void TheLatestCanReplaceTheOnlyAndTheLastFrame()
        {
            Outbox outbox = new Outbox(0);
            Add(outbox, "A1A1", Outbox.Latest);
            Add(outbox, "A2", Outbox.Latest);
            Assert.AreEqual(1, outbox.Bytes);
            Add(outbox, "01", 0);
            Add(outbox, "A3", Outbox.Latest);
            Assert.AreEqual("01A3", FlushAll(outbox));
        }

        [TestMethod]
        public void TheLatestDoesNotReplaceABegunOne()
        {
            Outbox outbox = new Outbox(0);
            RawPeer peer = RawPeer.Create(1);
            Add(outbox, "A1A2", Outbox.Urgent | Outbox.Latest);
            outbox.Flush(peer.Transport.Peer, s_pool, 0);
            Assert.AreEqual("A1", peer.ReadHex());
            Add(outbox, "B1", Outbox.Urgent | Outbox.Latest);
            Add(outbox, "C1", Outbox.Urgent | Outbox.Latest);
            Assert.AreEqual(2, outbox.Bytes);
            Assert.AreEqual("A2C1", FlushAll(outbox));
        }

        [TestMethod]
        public void PooledBuffersGoBackWhenSent()
        {
            BufferPool pool = new BufferPool(1000);
            Outbox outbox = new Outbox(0);
            outbox.Add(new OutgoingFrame(new byte[10], 0, 3, Outbox.Pooled), pool);
            outbox.Add(new OutgoingFrame(new byte[20], 0, 20, 0), pool);
            outbox.Add(new OutgoingFrame(new byte[40], 0, 40, Outbox.Pooled), pool);
            RawPeer peer = RawPeer.Create(43);

            outbox.Flush(peer.Transport.Peer, pool, 0);
            Assert.AreEqual(10, pool.KeptBytes);
            peer.Read();
            outbox.Flush(peer.Transport.Peer, pool, 0);
            Assert.AreEqual(50, pool.KeptBytes);
        }

        [TestMethod]
        public void PooledBuffersGoBackWhenReplacedOrThrownAway()
        {
            BufferPool pool = new BufferPool(1000);
            Outbox outbox = new Outbox(0);
            outbox.Add(new OutgoingFrame(new byte[10], 0, 10, Outbox.Pooled | Outbox.Latest), pool);
            outbox.Add(new OutgoingFrame(new byte[20], 0, 20, Outbox.Pooled | Outbox.Latest), pool);
            Assert.AreEqual(10, pool.KeptBytes);
            outbox.Add(new OutgoingFrame(new byte[40], 0, 40, 0), pool);
            outbox.Clear(pool);
            Assert.AreEqual(30, pool.KeptBytes);
            Assert.AreEqual(0, outbox.Bytes);
            Assert.AreEqual("", FlushAll(outbox));
        }

        [TestMethod]
        public void MakingItIsProgress()
        {
            Assert.AreEqual(77, new Outbox(77).LastProgress);
        }

        private static Outbox Create(string[] frames)
        {
            Outbox outbox = new Outbox(0);
            foreach (string frame in frames)
            {
                Add(outbox, frame, 0);
            }

            return outbox;
        }

        private static void Add(Outbox outbox, string hex, int flags)
        {
            byte[] data = Bytes.FromHex(hex);
            outbox.Add(new OutgoingFrame(data, 0, data.Length, flags), s_pool);
        }

        private static string FlushAll(Outbox outbox)
        {
            RawPeer peer = RawPeer.Create(1000);
            outbox.Flush(peer.Transport.Peer, s_pool, 0);
            return peer.ReadHex();
        }
    }
}
