using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Buffers that are given back and handed out again.</summary>
    [TestClass]
    public class BufferPoolTests
    {
        [TestMethod]
        public void MakesBuffersOfTheExactSize()
        {
            BufferPool pool = new BufferPool(1000);
            Assert.AreEqual(100, pool.Rent(100).Length);
            Assert.AreEqual(5000, pool.Rent(5000).Length);
            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void HandsOutAKeptBufferThatFits()
        {
            byte[] buffer = new byte[100];
            foreach (int size in new int[] { 100, 99, 50, 25 })
            {
                BufferPool pool = new BufferPool(1000);
                pool.Return(buffer);
                Assert.AreEqual(100, pool.KeptBytes);
                Assert.AreSame(buffer, pool.Rent(size));
                Assert.AreEqual(0, pool.KeptBytes);
                Assert.AreNotSame(buffer, pool.Rent(size));
            }
        }

        [TestMethod]
        public void DoesNotHandOutOneThatIsTooSmallOrFarTooLarge()
        {
            foreach (int size in new int[] { 101, 24, 1 })
            {
                BufferPool pool = new BufferPool(1000);
                pool.Return(new byte[100]);
                Assert.AreEqual(size, pool.Rent(size).Length);
                Assert.AreEqual(100, pool.KeptBytes);
            }
        }

        [TestMethod]
        public void DoesNotKeepMoreThanTheLimit()
        {
            BufferPool pool = new BufferPool(100);
            pool.Return(new byte[101]);
            Assert.AreEqual(0, pool.KeptBytes);
            pool.Return(new byte[100]);
            Assert.AreEqual(100, pool.KeptBytes);
            pool.Return(new byte[101]);
            Assert.AreEqual(100, pool.KeptBytes);
            pool.Return(new byte[40]);
            pool.Return(new byte[60]);
            Assert.AreEqual(100, pool.KeptBytes);
        }

        [TestMethod]
        public void OlderOnesMakeRoomForNewerOnes()
        {
            BufferPool pool = new BufferPool(100);
            byte[] old = new byte[40];
            byte[] middle = new byte[41];
            byte[] young = new byte[42];
            pool.Return(old);
            pool.Return(middle);
            pool.Return(young);
            Assert.AreEqual(83, pool.KeptBytes);
            Assert.AreSame(young, pool.Rent(42));
            Assert.AreSame(middle, pool.Rent(41));
            Assert.AreEqual(40, pool.Rent(40).Length);
            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void KeepsTheFourNewest()
        {
            BufferPool pool = new BufferPool(1000);
            byte[][] buffers = new byte[6][];
            for (int i = 0; i < 6; i++)
            {
                buffers[i] = new byte[10 + i];
                pool.Return(buffers[i]);
            }

            Assert.AreEqual(12 + 13 + 14 + 15, pool.KeptBytes);
            for (int i = 5; i >= 2; i--)
            {
                Assert.AreSame(buffers[i], pool.Rent(10 + i));
            }

            Assert.AreEqual(0, pool.KeptBytes);
        }

        [TestMethod]
        public void HandsOutEachBufferOnce()
        {
            BufferPool pool = new BufferPool(1000);
            byte[] last = null;
            for (int i = 0; i < 4; i++)
            {
                last = new byte[10];
                pool.Return(last);
            }

            byte[][] rented = new byte[5][];
            for (int i = 0; i < 5; i++)
            {
                rented[i] = pool.Rent(10);
                for (int j = 0; j < i; j++)
                {
                    Assert.AreNotSame(rented[j], rented[i]);
                }
            }

            Assert.AreSame(last, rented[0]);
        }

        [TestMethod]
        public void KeepsFourThoughSomeWereHandedOutBetween()
        {
            BufferPool pool = new BufferPool(1000);
            byte[] first = new byte[10];
            pool.Return(first);
            pool.Return(new byte[100]);
            pool.Return(new byte[500]);
            Assert.AreEqual(100, pool.Rent(100).Length);
            Assert.AreEqual(510, pool.KeptBytes);
            pool.Return(new byte[100]);
            pool.Return(new byte[101]);
            Assert.AreEqual(711, pool.KeptBytes);
            Assert.AreSame(first, pool.Rent(10));
        }
    }
}
