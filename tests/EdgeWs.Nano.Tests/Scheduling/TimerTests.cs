using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Timers that run in the loop.</summary>
    [TestClass]
    public class TimerTests
    {
        [TestMethod]
        public void ATimeoutRunsOnceWhenItIsDue()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            loop.Scheduler.SetTimeout(() => calls++, 10);

            loop.Clock.Advance(9);
            Assert.IsFalse(loop.Scheduler.Poll(0));
            Assert.AreEqual(0, calls);

            loop.Clock.Advance(1);
            Assert.IsTrue(loop.Scheduler.Poll(0));
            Assert.AreEqual(1, calls);

            loop.Clock.Advance(1000);
            Assert.IsFalse(loop.Scheduler.Poll(0));
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void TimersRunInTheOrderInWhichTheyAreDue()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            int[] delays = { 30, 10, 20, 0, 25, 5 };
            foreach (int delay in delays)
            {
                string name = delay.ToString() + ";";
                loop.Scheduler.SetTimeout(() => log.Append(name), delay);
            }

            loop.Clock.Advance(100);
            loop.Run();
            Assert.AreEqual("0;5;10;20;25;30;", log.ToString());
        }

        [TestMethod]
        public void TimersThatAreDueAtOnceRunInTheOrderOfTheirMaking()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            loop.Scheduler.SetTimeout(() => log.Append("a"), 10);
            loop.Scheduler.SetInterval(() => log.Append("b"), 10);
            loop.Scheduler.SetTimeout(() => log.Append("c"), 10);
            loop.Clock.Advance(5);
            loop.Scheduler.SetTimeout(() => log.Append("d"), 5);

            loop.Clock.Advance(5);
            loop.Run();
            Assert.AreEqual("abcd", log.ToString());
        }

        [TestMethod]
        public void AnIntervalDoesNotDrift()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            int start = loop.Clock.Ticks;
            loop.Scheduler.SetInterval(() => log.Append((loop.Clock.Ticks - start).ToString() + ";"), 10);

            // A loop that looks only every seven milliseconds.
            for (int i = 0; i < 10; i++)
            {
                loop.Clock.Advance(7);
                loop.Run();
            }

            Assert.AreEqual("14;21;35;42;56;63;70;", log.ToString());
        }

        [TestMethod]
        public void AnIntervalDoesNotMakeUpForWhatItMissed()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            loop.Scheduler.SetInterval(() => calls++, 10);

            loop.Clock.Advance(1005);
            loop.Run();
            Assert.AreEqual(1, calls);

            loop.Clock.Advance(9);
            loop.Run();
            Assert.AreEqual(1, calls);

            loop.Clock.Advance(1);
            loop.Run();
            Assert.AreEqual(2, calls);
        }

        [TestMethod]
        public void AnIntervalOutlivesAnExceptionOfItsCallback()
        {
            TestLoop loop = new TestLoop();
            loop.Scheduler.SetInterval(() => throw new Exception(), 10);
            loop.Advance(100);

            Assert.IsTrue(loop.ErrorCount >= 2);
            Assert.IsTrue(loop.LastErrorSource is IoTimer);
        }

        [TestMethod]
        public void AClearedTimerDoesNotRun()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            IoTimer timeout = loop.Scheduler.SetTimeout(() => calls++, 10);
            IoTimer interval = loop.Scheduler.SetInterval(() => calls++, 10);
            loop.Scheduler.Clear(timeout);
            loop.Scheduler.Clear(interval);
            loop.Advance(100);

            Assert.AreEqual(0, calls);
        }

        [TestMethod]
        public void ClearMayBeCalledAgainAndForNothing()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            IoTimer timer = loop.Scheduler.SetTimeout(() => calls++, 10);
            loop.Scheduler.SetTimeout(() => calls++, 20);
            loop.Scheduler.Clear(null);
            loop.Clock.Advance(10);
            loop.Run();
            loop.Scheduler.Clear(timer);
            loop.Scheduler.Clear(timer);

            loop.Clock.Advance(10);
            loop.Run();
            Assert.AreEqual(2, calls);
        }

        [TestMethod]
        public void AnIntervalMayBeClearedFromItsOwnCallback()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            IoTimer timer = null;
            timer = loop.Scheduler.SetInterval(
                () =>
                {
                    if (++calls == 2)
                    {
                        loop.Scheduler.Clear(timer);
                    }
                },
                10);
            loop.Advance(500);

            Assert.AreEqual(2, calls);
        }

        [TestMethod]
        public void ACallbackMayClearAnotherThatIsDueInTheSamePass()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            IoTimer second = null;
            IoTimer third = null;
            loop.Scheduler.SetTimeout(
                () =>
                {
                    log.Append("a");
                    loop.Scheduler.Clear(second);
                    loop.Scheduler.Clear(third);
                },
                10);
            second = loop.Scheduler.SetTimeout(() => log.Append("b"), 10);
            third = loop.Scheduler.SetInterval(() => log.Append("c"), 10);
            loop.Scheduler.SetTimeout(() => log.Append("d"), 10);
            loop.Advance(100);

            Assert.AreEqual("ad", log.ToString());
        }

        [TestMethod]
        public void ATimeoutOfZeroThatSetsItselfAgainDoesNotHoldTheLoop()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            Action again = null;
            again = () =>
            {
                calls++;
                loop.Scheduler.SetTimeout(again, 0);
            };
            loop.Scheduler.SetTimeout(again, 0);
            loop.Scheduler.SetTimeout(again, 0);

            for (int pass = 1; pass <= 3; pass++)
            {
                Assert.IsTrue(loop.Scheduler.Poll(0));
                Assert.AreEqual(2 * pass, calls);
            }
        }

        [TestMethod]
        public void AShortIntervalWithASlowCallbackDoesNotHoldTheLoop()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            loop.Scheduler.SetInterval(
                () =>
                {
                    calls++;
                    loop.Clock.Advance(100);
                },
                1);
            loop.Clock.Advance(1);

            for (int pass = 1; pass <= 3; pass++)
            {
                Assert.IsTrue(loop.Scheduler.Poll(0));
                Assert.AreEqual(pass, calls);
            }
        }

        [TestMethod]
        public void TheLongestDelayIsNotDueAtOnce()
        {
            TestLoop loop = new TestLoop();
            int early = 0;
            StringBuilder log = new StringBuilder();
            loop.Scheduler.SetTimeout(
                () =>
                {
                    // A callback takes its time, so that the clock is ahead of the pass.
                    log.Append("a");
                    loop.Clock.Advance(100);
                    loop.Scheduler.SetTimeout(() => early++, 604800000);
                },
                0);
            loop.Scheduler.SetTimeout(() => log.Append("b"), 0);
            loop.Advance(1000);

            Assert.AreEqual("ab", log.ToString());
            Assert.AreEqual(0, early);
        }
    }
}
