using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Passes, posted callbacks, and what becomes of exceptions.</summary>
    [TestClass]
    public class SchedulerTests
    {
        [TestMethod]
        public void PollOfZeroMakesOnePassAndSaysWhetherAnythingWasDone()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            loop.Scheduler.Add(item);

            Assert.IsFalse(loop.Scheduler.Poll(0));
            Assert.AreEqual(1, item.PollCount);

            item.Result = PollResult.Worked;
            Assert.IsTrue(loop.Scheduler.Poll(0));
            Assert.AreEqual(2, item.PollCount);

            item.Result = PollResult.Waiting;
            Assert.IsFalse(loop.Scheduler.Poll(0));
            Assert.AreEqual(-1, item.LastWait);
        }

        [TestMethod]
        public void PollingFromInsideAHandlerThrowsAndTheLoopGoesOn()
        {
            TestLoop loop = new TestLoop();
            IoScheduler scheduler = loop.Scheduler;
            int calls = 0;
            Action[] polls = { () => scheduler.Poll(), () => scheduler.Poll(0), () => scheduler.Run() };
            foreach (Action poll in polls)
            {
                scheduler.Post(poll);
                scheduler.SetTimeout(poll, 0);
            }

            scheduler.Post(() => calls++);
            loop.Run();

            Assert.AreEqual(6, loop.ErrorCount);
            Assert.IsTrue(loop.LastError is InvalidOperationException);
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void RunPollsUntilStop()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            item.OnPoll = () =>
            {
                if (item.PollCount == 3)
                {
                    loop.Scheduler.Stop();
                }
            };
            loop.Scheduler.Add(item);

            loop.Scheduler.Run();
            Assert.AreEqual(3, item.PollCount);

            loop.Scheduler.Post(() => loop.Scheduler.Stop());
            loop.Scheduler.Run();
            Assert.AreEqual(4, item.PollCount);
        }

        [TestMethod]
        public void ARunThatIsRefusedDoesNotUndoAStop()
        {
            TestLoop loop = new TestLoop();
            FakeItem item = new FakeItem();
            item.OnPoll = () =>
            {
                loop.Scheduler.Stop();
                if (item.PollCount == 1)
                {
                    loop.Scheduler.Run();
                }
            };
            loop.Scheduler.Add(item);
            loop.Scheduler.Run();
            Assert.AreEqual(1, item.PollCount);
            Assert.IsTrue(loop.LastError is InvalidOperationException);
        }

        [TestMethod]
        public void PostedCallbacksRunInOrder()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 5; i++)
            {
                string name = i.ToString();
                loop.Scheduler.Post(() => log.Append(name));
            }

            Assert.AreEqual(string.Empty, log.ToString());
            Assert.IsTrue(loop.Scheduler.Poll(0));
            Assert.AreEqual("01234", log.ToString());
            Assert.IsFalse(loop.Scheduler.Poll(0));
        }

        [TestMethod]
        public void WhatACallbackPostsRunsInTheNextPass()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            Action again = null;
            again = () =>
            {
                calls++;
                loop.Scheduler.Post(again);
            };
            loop.Scheduler.Post(again);

            for (int pass = 1; pass <= 3; pass++)
            {
                Assert.IsTrue(loop.Scheduler.Poll(0));
                Assert.AreEqual(pass, calls);
            }
        }

        [TestMethod]
        public void ExceptionsAreReportedAndTheOthersStillRun()
        {
            TestLoop loop = new TestLoop();
            Exception thrown = new NotSupportedException();
            int calls = 0;
            loop.Scheduler.Post(() => throw thrown);
            loop.Scheduler.Post(() => calls++);
            loop.Run();

            Assert.AreEqual(1, loop.ErrorCount);
            Assert.AreSame(thrown, loop.LastError);
            Assert.AreSame(loop.Scheduler, loop.LastErrorSource);

            IoTimer timer = loop.Scheduler.SetTimeout(() => throw thrown, 0);
            loop.Scheduler.SetTimeout(() => calls++, 0);
            loop.Run();

            Assert.AreEqual(2, loop.ErrorCount);
            Assert.AreSame(timer, loop.LastErrorSource);
            Assert.AreEqual(2, calls);
        }

        [TestMethod]
        public void AnErrorHandlerThatThrowsDoesNotEndTheLoop()
        {
            TestLoop loop = new TestLoop();
            int calls = 0;
            loop.Scheduler.ErrorReported += (source, exception) => throw new Exception();
            loop.Scheduler.Post(() => throw new Exception());
            loop.Scheduler.Post(() => calls++);
            loop.Run();

            Assert.AreEqual(1, loop.ErrorCount);
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void ExceptionsNeedNoErrorHandler()
        {
            IoScheduler scheduler = new IoScheduler(new ManualClock(0));
            int calls = 0;
            scheduler.Post(() => throw new Exception());
            scheduler.Post(() => calls++);

            Assert.IsTrue(scheduler.Poll(0));
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void BadArgumentsThrow()
        {
            IoScheduler scheduler = new TestLoop().Scheduler;

            Assert.ThrowsException(typeof(ArgumentNullException), () => scheduler.Post(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => scheduler.SetTimeout(null, 0));
            Assert.ThrowsException(typeof(ArgumentNullException), () => scheduler.SetInterval(null, 1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => scheduler.SetTimeout(() => { }, -1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => scheduler.SetInterval(() => { }, 0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => scheduler.SetTimeout(() => { }, int.MaxValue));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => scheduler.SetInterval(() => { }, int.MaxValue));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => scheduler.Poll(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => scheduler.MaxIdleWait = -1);
            Assert.AreEqual(64, scheduler.MaxIdleWait);
            Assert.IsFalse(scheduler.Poll(0));
        }
    }
}
