using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Pings that wait for their pongs.</summary>
    [TestClass]
    public class PingPoolTests
    {
        [TestMethod]
        public void TakesAPingAndAllBeforeIt()
        {
            PendingPing first = Create(new PingPool(), new int[] { 1, 2, 3, 4 });
            Assert.AreEqual("1,2,3,", Take(ref first, 3));
            Assert.AreEqual("", Take(ref first, 2));
            Assert.IsNotNull(first);
            Assert.AreEqual("4,", Take(ref first, 4));
            Assert.IsNull(first);
        }

        [TestMethod]
        public void LeavesAllWhenNoneHasTheTag()
        {
            PendingPing first = Create(new PingPool(), new int[] { 1, 2 });
            Assert.AreEqual("", Take(ref first, 3));
            Assert.AreEqual("1,2,", Take(ref first, 2));
            Assert.AreEqual("", Take(ref first, 2));
        }

        [TestMethod]
        public void TakesPingsThatAreAddedLater()
        {
            PingPool pool = new PingPool();
            PendingPing first = Create(pool, new int[] { 1, 2 });
            Assert.AreEqual("1,", Take(ref first, 1));
            Add(pool, ref first, 5, 0, null);
            Assert.AreEqual("2,5,", Take(ref first, 5));
            Add(pool, ref first, 6, 0, null);
            Assert.AreEqual("6,", Take(ref first, 6));
        }

        [TestMethod]
        public void FindsTheEarliestDeadline()
        {
            PingPool pool = new PingPool();
            PendingPing first = null;
            Add(pool, ref first, 1, 300, null);
            Assert.AreEqual(300, PingPool.EarliestDeadline(first));
            Add(pool, ref first, 2, 100, null);
            Add(pool, ref first, 3, 200, null);
            Assert.AreEqual(100, PingPool.EarliestDeadline(first));
            Take(ref first, 2);
            Assert.AreEqual(200, PingPool.EarliestDeadline(first));
        }

        [TestMethod]
        public void FindsTheEarliestDeadlineWhereTheClockWraps()
        {
            PingPool pool = new PingPool();
            PendingPing first = null;
            Add(pool, ref first, 1, int.MinValue + 5, null);
            Add(pool, ref first, 2, int.MaxValue - 5, null);
            Assert.AreEqual(int.MaxValue - 5, PingPool.EarliestDeadline(first));
        }

        [TestMethod]
        public void WritesAndReadsTags()
        {
            PingPool pool = new PingPool();
            PendingPing first = null;
            Assert.AreEqual("01020384", Bytes.ToHex(Add(pool, ref first, 0x01020384, 0, null)));
            Assert.AreEqual("FFFFFFFE", Bytes.ToHex(Add(pool, ref first, -2, 0, null)));
            Assert.AreEqual(0x01020384, PingPool.TakeAnswered(ref first, Bytes.FromHex("FF01020384FF"), 1).Tag);
            Assert.AreEqual(-2, PingPool.TakeAnswered(ref first, Bytes.FromHex("FFFFFFFE"), 0).Tag);
        }

        [TestMethod]
        public void UsesWhatWasReturnedAgain()
        {
            PingPool pool = new PingPool();
            PendingPing first = null;
            Add(pool, ref first, 1, 10, tag => { });
            PendingPing one = first;
            Add(pool, ref first, 2, 20, tag => { });
            PendingPing two = first.Next;
            pool.Return(PingPool.TakeAnswered(ref first, Bytes.FromHex("00000002"), 0));
            Assert.IsNull(one.Callback);
            Assert.IsNull(two.Callback);

            PendingPing other = null;
            Add(pool, ref other, 3, 30, null);
            Add(pool, ref other, 4, 40, null);
            Assert.IsTrue(other == one && other.Next == two);
            Assert.AreEqual(3, other.Tag);
            Assert.AreEqual(30, other.Deadline);

            Add(pool, ref other, 5, 50, null);
            Assert.AreEqual("3,4,5,", Take(ref other, 5));
        }

        [TestMethod]
        public void TakesBackNothingWithoutHarm()
        {
            PingPool pool = new PingPool();
            pool.Return(null);
            PendingPing first = null;
            Add(pool, ref first, 1, 0, null);
            Assert.AreEqual("1,", Take(ref first, 1));
        }

        private static byte[] Add(PingPool pool, ref PendingPing first, int tag, int deadline, WsPongHandler callback)
        {
            pool.LastTag = tag - 1;
            PingPool.Append(ref first, pool.Take(deadline, callback));
            return pool.Payload;
        }

        private static PendingPing Create(PingPool pool, int[] tags)
        {
            PendingPing first = null;
            foreach (int tag in tags)
            {
                Add(pool, ref first, tag, 0, null);
            }

            return first;
        }

        private static string Take(ref PendingPing first, int tag)
        {
            string tags = "";
            byte[] payload = new byte[] { 0, 0, 0, (byte)tag };
            for (PendingPing ping = PingPool.TakeAnswered(ref first, payload, 0); ping != null; ping = ping.Next)
            {
                tags += ping.Tag.ToString() + ",";
            }

            return tags;
        }
    }
}
