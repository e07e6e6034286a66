using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Pings that wait for their pongs.</summary>
    [TestClass]
    public class PingListTests
    {
        [TestMethod]
        public void TakesAPingAndAllBeforeIt()
        {
            PingList list = Create(new int[] { 1, 2, 3, 4 }, 0);
            Assert.AreEqual("1,2,3,", Take(list, 3));
            Assert.AreEqual("", Take(list, 2));
            Assert.IsFalse(list.IsEmpty);
            Assert.AreEqual("4,", Take(list, 4));
            Assert.IsTrue(list.IsEmpty);
        }

        [TestMethod]
        public void LeavesAllWhenNoneHasTheTag()
        {
            PingList list = Create(new int[] { 1, 2 }, 0);
            Assert.AreEqual("", Take(list, 3));
            Assert.AreEqual("1,2,", Take(list, 2));
            Assert.AreEqual("", Take(list, 2));
        }

        [TestMethod]
        public void TakesPingsThatAreAddedLater()
        {
            PingList list = Create(new int[] { 1, 2 }, 0);
            Assert.AreEqual("1,", Take(list, 1));
            list.Add(new PendingPing(5, 0, null));
            Assert.AreEqual("2,5,", Take(list, 5));
            list.Add(new PendingPing(6, 0, null));
            Assert.AreEqual("6,", Take(list, 6));
        }

        [TestMethod]
        public void FindsTheEarliestDeadline()
        {
            PingList list = new PingList();
            list.Add(new PendingPing(1, 300, null));
            Assert.AreEqual(300, list.EarliestDeadline());
            list.Add(new PendingPing(2, 100, null));
            list.Add(new PendingPing(3, 200, null));
            Assert.AreEqual(100, list.EarliestDeadline());
            Take(list, 2);
            Assert.AreEqual(200, list.EarliestDeadline());
        }

        [TestMethod]
        public void FindsTheEarliestDeadlineWhereTheClockWraps()
        {
            PingList list = new PingList();
            list.Add(new PendingPing(1, int.MinValue + 5, null));
            list.Add(new PendingPing(2, int.MaxValue - 5, null));
            Assert.AreEqual(int.MaxValue - 5, list.EarliestDeadline());
        }

        [TestMethod]
        public void WritesAndReadsTags()
        {
            Assert.AreEqual("01020384", Bytes.ToHex(PingList.WritePayload(0x01020384)));
            Assert.AreEqual("FFFFFFFE", Bytes.ToHex(PingList.WritePayload(-2)));
            Assert.AreEqual(0x01020384, PingList.ReadPayload(Bytes.FromHex("FF01020384FF"), 1));
            Assert.AreEqual(-2, PingList.ReadPayload(Bytes.FromHex("FFFFFFFE"), 0));
        }

        private static PingList Create(int[] tags, int deadline)
        {
            PingList list = new PingList();
            foreach (int tag in tags)
            {
                list.Add(new PendingPing(tag, deadline, null));
            }

            return list;
        }

        private static string Take(PingList list, int tag)
        {
            string tags = "";
            for (PendingPing ping = list.TakeAnswered(tag); ping != null; ping = ping.Next)
            {
                tags += ping.Tag.ToString() + ",";
            }

            return tags;
        }
    }
}
