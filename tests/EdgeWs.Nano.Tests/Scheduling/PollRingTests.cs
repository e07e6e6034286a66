using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>How the scheduler polls its servers and connections: fairly, and undisturbed by what they do.</summary>
    [TestClass]
    public class PollRingTests
    {
        [TestMethod]
        public void EveryPassPollsEachOnceInTurn()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            AddAll(loop, log, 3);

            for (int pass = 0; pass < 4; pass++)
            {
                loop.Scheduler.Poll(0);
                log.Append(";");
            }

            Assert.AreEqual("012;012;012;012;", log.ToString());
        }

        [TestMethod]
        public void MoreThanTheFirstEightArePolled()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 30);
            loop.Scheduler.Poll(0);
            loop.Scheduler.Poll(0);

            Assert.AreEqual(30, loop.Scheduler.Count);
            foreach (FakeItem item in items)
            {
                Assert.AreEqual(2, item.PollCount);
            }
        }

        [TestMethod]
        public void WhatIsAddedInAPassIsPolledFromTheNextOn()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 8);
            FakeItem added = new FakeItem();
            items[3].OnPoll = () =>
            {
                if (items[3].PollCount == 1)
                {
                    loop.Scheduler.Add(added);
                }
            };

            loop.Scheduler.Poll(0);
            Assert.AreEqual(0, added.PollCount);
            Assert.AreEqual(9, loop.Scheduler.Count);

            loop.Scheduler.Poll(0);
            Assert.AreEqual(1, added.PollCount);
        }

        [TestMethod]
        public void WhatIsRemovedInAPassIsNotPolledAnyMore()
        {
            TestLoop loop = new TestLoop();
            StringBuilder log = new StringBuilder();
            FakeItem[] items = AddAll(loop, log, 4);

            // It removes itself, the next and one that had its turn.
            items[1].OnPoll = () =>
            {
                log.Append("1");
                loop.Scheduler.Remove(items[1]);
                loop.Scheduler.Remove(items[2]);
                loop.Scheduler.Remove(items[0]);
            };
            loop.Scheduler.Poll(0);

            Assert.AreEqual("013", log.ToString());
            Assert.AreEqual(1, loop.Scheduler.Count);

            loop.Scheduler.Poll(0);
            Assert.AreEqual("0133", log.ToString());
        }

        [TestMethod]
        public void ARemovedItemMayBeAddedAgainInTheSamePass()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 2);
            items[0].OnPoll = () =>
            {
                loop.Scheduler.Remove(items[1]);
                loop.Scheduler.Add(items[1]);
            };

            loop.Scheduler.Poll(0);
            Assert.AreEqual(0, items[1].PollCount);
            Assert.AreEqual(2, loop.Scheduler.Count);

            items[0].OnPoll = null;
            loop.Scheduler.Poll(0);
            Assert.AreEqual(1, items[1].PollCount);
        }

        [TestMethod]
        public void RemovingWhatIsNotThereDoesNothing()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 1);
            loop.Scheduler.Remove(new FakeItem());
            loop.Scheduler.Remove(items[0]);
            loop.Scheduler.Remove(items[0]);
            loop.Scheduler.Poll(0);

            Assert.AreEqual(0, items[0].PollCount);
            Assert.AreEqual(0, loop.Scheduler.Count);
        }

        [TestMethod]
        public void AnItemThatThrowsIsFaultedAndTheOthersGoOn()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 3);
            items[1].OnPoll = () => throw new Exception();

            Assert.IsTrue(loop.Scheduler.Poll(0));
            Assert.AreEqual(1, items[1].FaultCount);
            Assert.AreEqual(1, loop.ErrorCount);
            Assert.AreSame(items[1], loop.LastErrorSource);
            Assert.AreEqual(1, items[0].PollCount);
            Assert.AreEqual(1, items[2].PollCount);
            Assert.AreEqual(3, loop.Scheduler.Count);
        }

        [TestMethod]
        public void AnItemWhoseFaultThrowsIsRemoved()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 3);
            items[1].OnPoll = () => throw new Exception();
            items[1].OnFault = () => throw new Exception();
            loop.Scheduler.Poll(0);
            loop.Scheduler.Poll(0);

            Assert.AreEqual(1, items[1].PollCount);
            Assert.AreEqual(2, items[2].PollCount);
            Assert.AreEqual(2, loop.ErrorCount);
            Assert.AreEqual(2, loop.Scheduler.Count);
        }

        [TestMethod]
        public void TheItemThatWasActiveLastIsWaitedFor()
        {
            TestLoop loop = new TestLoop();
            FakeItem[] items = AddAll(loop, new StringBuilder(), 3);
            loop.Scheduler.Poll();
            Assert.AreEqual(1, items[0].TakeLastWait());

            items[2].Result = PollResult.Worked;
            loop.Scheduler.Poll();
            items[2].Result = PollResult.Idle;
            loop.Scheduler.Poll();
            Assert.AreEqual(1, items[2].TakeLastWait());
            Assert.AreEqual(-1, items[0].TakeLastWait());

            loop.Scheduler.Remove(items[2]);
            loop.Scheduler.Poll();
            Assert.AreEqual(-1, items[2].TakeLastWait());
            Assert.AreEqual(2, items[0].TakeLastWait());
        }

        [TestMethod]
        public void AChannelThatFloodsWithSmallMessagesGetsFewOfThemAPass()
        {
            int messages = 0;
            TestServer test = new TestServer();
            RawPeer flood = test.Open();
            test.Channel.MessageReceived += (c, m) => messages++;
            RawPeer other = test.Open();
            byte[] frame = Frames.Masked(0x82, new byte[1]);
            for (int i = 0; i < 2000; i++)
            {
                flood.Send(frame);
            }

            // The first pass takes the whole buffer; then half as much each time, until few messages fit.
            int[] expected = new int[] { 292, 146, 74, 36, 19, 9, 5, 5, 5 };
            foreach (int most in expected)
            {
                messages = 0;
                other.Send(Frames.Masked(0x81, Bytes.FromText("x")));
                Assert.IsTrue(test.Loop.Scheduler.Poll(0));
                Assert.IsTrue(messages > 0 && messages <= most + 1, messages.ToString());
                Assert.IsTrue(test.TakeLog().IndexOf("text:x;") >= 0);
            }
        }

        [TestMethod]
        public void AChannelGetsTheWholeBufferAgainWhenItsMessagesAreLarge()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Open();
            for (int i = 0; i < 2000; i++)
            {
                peer.Send(Frames.Masked(0x82, new byte[1]));
            }

            test.Loop.Run();
            for (int i = 0; i < 8; i++)
            {
                peer.Send(Frames.Masked(0x82, new byte[4000]));
            }

            MemoryPipe pipe = peer.Transport.Peer.Incoming;
            int most = 0;
            int left = pipe.Count;
            while (left > 0)
            {
                test.Loop.Scheduler.Poll(0);
                most = left - pipe.Count > most ? left - pipe.Count : most;
                left = pipe.Count;
            }

            Assert.AreEqual(2048, most);
        }

        /// <summary>Adds items that write their number to the log.</summary>
        private static FakeItem[] AddAll(TestLoop loop, StringBuilder log, int count)
        {
            FakeItem[] items = new FakeItem[count];
            for (int i = 0; i < count; i++)
            {
                string name = i.ToString();
                items[i] = new FakeItem();
                items[i].OnPoll = () => log.Append(name);
                loop.Scheduler.Add(items[i]);
            }

            return items;
        }
    }
}
