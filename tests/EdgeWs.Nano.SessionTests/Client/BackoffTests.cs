using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>How long the waits before an attempt are, and how many there are.</summary>
    [TestClass]
    public class BackoffTests
    {
        [TestMethod]
        public void TheWaitDoublesUpToTheLongest()
        {
            WsClientOptions options = Options(1000, 10000);
            int[] full = { 1000, 2000, 4000, 8000, 10000, 10000, 10000 };
            Random random = new Random(1);
            for (int run = 0; run < 100; run++)
            {
                Backoff backoff = new Backoff();
                for (int i = 0; i < full.Length; i++)
                {
                    AssertBetween(full[i] / 2, full[i], backoff.NextDelay(options, random, 0));
                    Assert.AreEqual(i + 1, backoff.Attempts);
                }
            }
        }

        [TestMethod]
        public void TheWaitLiesAnywhereBetweenHalfAndWhole()
        {
            WsClientOptions options = Options(4, 60000);
            Random random = new Random(1);
            int[] counts = new int[5];
            for (int i = 0; i < 300; i++)
            {
                counts[new Backoff().NextDelay(options, random, 0)]++;
            }

            Assert.AreEqual(0, counts[0] + counts[1]);
            Assert.IsTrue(counts[2] > 50 && counts[3] > 50 && counts[4] > 50);
        }

        [TestMethod]
        public void TheLongestWaitHoldsForTheFirstToo()
        {
            AssertBetween(5, 10, new Backoff().NextDelay(Options(1000, 10), new Random(), 0));
        }

        [TestMethod]
        public void TheSmallestAndTheLargestOfAllWaits()
        {
            const int Week = 604800000;
            Backoff backoff = new Backoff();
            Random random = new Random();
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(1, backoff.NextDelay(Options(1, 1), random, 0));
                AssertBetween(Week / 2, Week, backoff.NextDelay(Options(Week, Week), random, 0));
            }

            // From the least to the most: no number of attempts is too many.
            backoff = new Backoff();
            for (int i = 0; i < 100; i++)
            {
                AssertBetween(i < 30 ? 1 : Week / 2, Week, backoff.NextDelay(Options(1, Week), random, 0));
            }
        }

        [TestMethod]
        [DataRow(5, 5000, 7500)]
        [DataRow(59, 59000, 60000)]
        [DataRow(60, 60000, 60000)]
        [DataRow(604800, 60000, 60000)]  // more than the client wants to wait
        public void TheServerMaySayWhen(int retryAfter, int least, int most)
        {
            Random random = new Random(1);
            int first = new Backoff().NextDelay(Options(1000, 60000), random, retryAfter);
            bool isSpread = false;
            for (int i = 0; i < 20; i++)
            {
                int wait = new Backoff().NextDelay(Options(1000, 60000), random, retryAfter);
                AssertBetween(least, most, wait);
                isSpread |= wait != first;
            }

            Assert.AreEqual(least < most, isSpread);
        }

        [TestMethod]
        public void TheAttemptsAreLimited()
        {
            WsClientOptions options = Options(10, 10);
            options.MaxReconnects = 2;
            Backoff backoff = new Backoff();
            Random random = new Random();
            Assert.AreNotEqual(-1, backoff.NextDelay(options, random, 0));
            Assert.AreNotEqual(-1, backoff.NextDelay(options, random, 0));
            Assert.AreEqual(-1, backoff.NextDelay(options, random, 0));
        }

        [TestMethod]
        [DataRow(0, 0, true)]
        [DataRow(1, 0, false)]
        [DataRow(1000, 999, false)]
        [DataRow(1000, 1000, true)]
        [DataRow(1000, int.MaxValue, true)]
        [DataRow(1000, int.MinValue, true)]  // 25 days
        public void AConnectionThatLastsLetsThemBeginAnew(int stableTime, int lasted, bool isAnew)
        {
            const int OpenedAt = int.MaxValue - 100;
            WsClientOptions options = Options(1000, 60000);
            options.StableTime = stableTime;
            Backoff backoff = new Backoff();
            backoff.NextDelay(options, new Random(), 0);
            backoff.OpenedAt = OpenedAt;
            backoff.OnLost(OpenedAt + lasted, options);
            Assert.AreEqual(isAnew ? 0 : 1, backoff.Attempts);
        }

        private static WsClientOptions Options(int delay, int longest)
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = delay, MaxReconnectDelay = longest };
            return options;
        }

        private static void AssertBetween(int least, int most, int value) =>
            Assert.IsTrue(value >= least && value <= most, value.ToString());
    }
}
