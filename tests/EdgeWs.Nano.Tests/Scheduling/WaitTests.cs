using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>How long the scheduler waits when there is nothing to do. No test ever does.</summary>
    [TestClass]
    public class WaitTests
    {
        [TestMethod]
        public void PollWithATimeoutEndsWhenTheTimeIsOver()
        {
            IoScheduler scheduler = new IoScheduler(new TickingClock(1));
            FakeItem item = new FakeItem();
            scheduler.Add(item);

            Assert.IsFalse(scheduler.Poll(20));
            Assert.IsTrue(item.PollCount > 1 && item.PollCount <= 20);
            Assert.IsTrue(item.LastWait > 0 && item.LastWait <= 20);
        }

        [TestMethod]
        public void PollWithATimeoutEndsOnceSomethingIsDone()
        {
            IoScheduler scheduler = new IoScheduler(new TickingClock(1));
            FakeItem item = new FakeItem();
            item.OnPoll = () => item.Result = item.PollCount == 3 ? PollResult.Worked : PollResult.Idle;
            scheduler.Add(item);

            Assert.IsTrue(scheduler.Poll(10000));
            Assert.AreEqual(3, item.PollCount);
        }

        [TestMethod]
        public void WaitsDoubleFromOneMillisecondUpToTheLimit()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            loop.Scheduler.Add(item);
            loop.Scheduler.MaxIdleWait = 20;

            Assert.AreEqual("1 2 4 8 16 20 20", Waits(loop, item, 7));

            item.Result = PollResult.Worked;
            Assert.AreEqual("-1 -1", Waits(loop, item, 2));

            item.Result = PollResult.Idle;
            Assert.AreEqual("1 2 4", Waits(loop, item, 3));
        }

        [TestMethod]
        public void WaitsAreShortWhileSomethingIsToBeSent()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            item.Result = PollResult.Waiting;
            loop.Scheduler.Add(item);

            Assert.AreEqual("1 2 4 4 4", Waits(loop, item, 5));
        }

        [TestMethod]
        public void WaitsEndWhenTheNextTimerIsDue()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            loop.Scheduler.Add(item);
            loop.Scheduler.SetTimeout(() => { }, 5);

            Assert.AreEqual("1 2 4 5 5", Waits(loop, item, 5));

            loop.Clock.Advance(4);
            Assert.AreEqual("1", Waits(loop, item, 1));
        }

        [TestMethod]
        public void ThereIsNoWaitWhileACallbackIsPosted()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            item.OnPoll = () => loop.Scheduler.Post(() => { });
            loop.Scheduler.Add(item);

            Assert.IsFalse(loop.Scheduler.Poll());
            Assert.AreEqual(-1, item.LastWait);
        }

        [TestMethod]
        public void ALimitOfZeroNeverWaits()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            loop.Scheduler.Add(item);
            loop.Scheduler.MaxIdleWait = 0;

            Assert.AreEqual("-1 -1 -1", Waits(loop, item, 3));
        }

        [TestMethod]
        public void NoWaitIsLongerThanAMinute()
        {
            // A socket waits in microseconds, of which an int holds half an hour.
            IoScheduler scheduler = new IoScheduler(new TickingClock(60000));
            FakeItem item = new FakeItem();
            scheduler.Add(item);
            scheduler.MaxIdleWait = int.MaxValue;

            Assert.IsFalse(scheduler.Poll(3000000));
            Assert.AreEqual(60000, item.LastWait);
        }

        private static string Waits(TestLoop loop, FakeItem item, int count)
        {
            string waits = string.Empty;
            for (int i = 0; i < count; i++)
            {
                loop.Scheduler.Poll();
                waits += (i == 0 ? string.Empty : " ") + item.TakeLastWait().ToString();
            }

            return waits;
        }

        /// <summary>A clock that moves on with each look.</summary>
        private sealed class TickingClock : Clock
        {
            private readonly int _step;
            private int _ticks;

            internal TickingClock(int step)
            {
                _step = step;
            }

            internal override int Ticks => _ticks += _step;
        }
    }
}
