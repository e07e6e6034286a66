using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What becomes of messages that a slow peer leaves no room for.</summary>
    [TestClass]
    public class OverflowTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheOldestMakeRoom(bool isClient)
        {
            TestEnd end = Stuck(isClient, WsOverflow.DropOldest);
            for (int i = 1; i <= 9; i++)
            {
                Assert.IsTrue(end.Connection.Send(Bytes.Fill((byte)i, 20)));
                Assert.IsTrue(end.Connection.BufferedBytes <= 100);
            }

            // The first was begun, so it stays; of the others those that fit.
            end.LetOut();
            string expected = string.Empty;
            foreach (int i in isClient ? new int[] { 1, 8, 9 } : new int[] { 1, 7, 8, 9 })
            {
                expected += "binary:" + Bytes.ToHex(Bytes.Fill((byte)i, 20)) + ";";
            }

            Assert.AreEqual(expected, end.Take());
            Assert.AreEqual("drained;", end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhatCannotBeMadeToFitIsRefused(bool isClient)
        {
            TestEnd end = Stuck(isClient, WsOverflow.DropOldest);
            Assert.IsTrue(end.Connection.Send(new byte[60]));
            Assert.IsFalse(end.Connection.Send(new byte[60]));
            Assert.AreEqual(FrameEncoder.FrameLength(60, isClient ? FrameEncoder.Masked : 0), end.Connection.BufferedBytes);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ControlFramesAndPartsAreNotThrownAway(bool isClient)
        {
            TestEnd end = Stuck(isClient, WsOverflow.DropOldest);
            end.Connection.Send(new byte[1]);
            end.Connection.BeginMessage(WsMessageType.Binary);
            end.Connection.Write(Bytes.FromHex("0203"), 0, 2);
            end.Connection.EndMessage();
            end.Connection.Ping();
            end.Connection.Send(Bytes.Fill(4, 30));
            Assert.IsTrue(end.Connection.Send(Bytes.Fill(5, 60)));

            end.LetOut();
            Assert.AreEqual("binary:00;ping:00000001;binary+0203;+;binary:" + Bytes.ToHex(Bytes.Fill(5, 60)) + ";", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheConnectionIsClosedWhenThatIsChosen(bool isClient)
        {
            TestEnd end = Stuck(isClient, WsOverflow.Close);
            Assert.IsTrue(end.Connection.Send(new byte[60]));
            Assert.IsFalse(end.Connection.Send(new byte[60]));
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            end.LetOut();
            Assert.AreEqual("binary:" + Bytes.ToHex(new byte[60]) + ";close:1008:;", end.Take());
        }

        [TestMethod]
        public void AllConnectionsTogetherAreLimitedToo()
        {
            TestServer test = new TestServer();
            test.Loop.Scheduler.MaxBufferedBytes = 100;
            test.Options.MaxBufferedBytes = 100;
            RawPeer first = test.Open();
            WsServerChannel one = test.Channel;
            RawPeer second = test.Open();
            WsServerChannel two = test.Channel;
            first.Transport.Incoming.Capacity = 0;
            second.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(one.Send(new byte[78]));

            Assert.IsFalse(two.Send(new byte[19]));
            second.Transport.Incoming.Capacity = int.MaxValue;
            Assert.IsTrue(two.Send(new byte[18]));
            Assert.IsTrue(two.Send(new byte[19]));
            Assert.IsFalse(one.Send(new byte[19]));
            Assert.AreEqual("drained;", test.Run());

            first.Transport.Incoming.Capacity = int.MaxValue;
            Assert.AreEqual("drained;", test.Run());
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
            Assert.IsTrue(two.Send(new byte[1000]));
        }

        [TestMethod]
        public void WhoseTransportTakesItIsSentEverythingWhateverOthersHold()
        {
            TestServer test = new TestServer();
            RawPeer[] peers = new RawPeer[5];
            int[] received = new int[5];
            for (int i = 0; i < 5; i++)
            {
                peers[i] = test.Open();
                peers[i].Transport.Incoming.Capacity = 5760;
            }

            // The first two take next to nothing, and what waits for them is as much as may wait for all.
            for (int round = 0; round < 40; round++)
            {
                int taken = test.Server.Broadcast(new byte[16000]);
                Assert.IsTrue(round == 0 || taken == 3);
                for (int i = 0; i < 40; i++)
                {
                    test.Loop.Clock.Advance(1);
                    test.Loop.Run();
                    for (int p = 2; p < 5; p++)
                    {
                        received[p] += peers[p].Read().Length;
                    }
                }
            }

            for (int p = 2; p < 5; p++)
            {
                Assert.AreEqual(40 * 16004, received[p]);
            }
        }

        [TestMethod]
        public void RoomThatABrokenConnectionLeavesIsToldAtOnce()
        {
            TestServer test = new TestServer();
            test.Loop.Scheduler.MaxBufferedBytes = 100;
            test.Options.MaxBufferedBytes = 100;
            RawPeer full = test.Open();
            full.Transport.Incoming.Capacity = 0;
            WsServerChannel waiting = test.Channel;
            RawPeer stuck = test.Open();
            stuck.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(test.Channel.Send(new byte[98]));
            Assert.IsFalse(waiting.Send(new byte[1]));

            // Nothing more can be sent, but what was received is still read: the connection is not over yet.
            stuck.Transport.Incoming.Close();
            Assert.AreEqual("drained;", test.Run());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void NothingIsThrownAwayForWhatCannotFit(bool isClient)
        {
            TestEnd end = Stuck(isClient, WsOverflow.DropOldest);
            end.Connection.Send(Bytes.FromHex("01"));
            end.Connection.Send(Bytes.FromHex("02"));
            end.Connection.Send(Bytes.FromHex("03"));
            Assert.IsFalse(end.Connection.Send(new byte[200]));
            end.LetOut();
            Assert.AreEqual("binary:01;binary:02;binary:03;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhatOthersHoldCostsAConnectionNothing(bool isToClose)
        {
            TestServer test = new TestServer();
            test.Options.Overflow = isToClose ? WsOverflow.Close : WsOverflow.DropOldest;
            RawPeer slow = test.Open();
            WsServerChannel one = test.Channel;
            RawPeer late = test.Open();
            WsServerChannel two = test.Channel;
            slow.Transport.Incoming.Capacity = 0;
            late.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(two.Send(new byte[10]));
            Assert.IsTrue(two.Send(new byte[10]));
            Assert.IsTrue(one.Send(new byte[32000]));
            Assert.AreEqual(0, test.Server.Broadcast(new byte[1000]));
            Assert.AreEqual(isToClose ? WsConnectionState.Closing : WsConnectionState.Open, one.State);
            Assert.AreEqual(WsConnectionState.Open, two.State);
            Assert.AreEqual(24, two.BufferedBytes);
        }

        [TestMethod]
        public void OneConnectionMayHaveItsShareWhateverTheLimitForAll()
        {
            TestServer test = new TestServer();
            test.Loop.Scheduler.MaxBufferedBytes = 0;
            test.Options.MaxBufferedBytes = 100;
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(test.Channel.Send(new byte[10]));
            Assert.IsTrue(test.Channel.Send(new byte[10]));
            Assert.IsFalse(test.Channel.Send(new byte[100]));
            peer.Transport.Incoming.Capacity = int.MaxValue;
            Assert.AreEqual("drained;", test.Run());
        }

        [TestMethod]
        public void WhatWaitedInAClosedConnectionCountsNoMore()
        {
            TestServer test = new TestServer();
            RawPeer first = test.Open();
            first.Transport.Incoming.Capacity = 0;
            Assert.IsTrue(test.Channel.Send(new byte[1000]));
            Assert.AreEqual(1004, test.Loop.Resources.Pool.Waiting);
            test.Lose(first);
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
        }

        [TestMethod]
        public void ABroadcastWithAStuckClientReachesTheOthers()
        {
            TestServer test = new TestServer();
            test.Options.MaxBufferedBytes = 50;
            RawPeer stuck = test.Open();
            RawPeer other = test.Open();
            stuck.Transport.Incoming.Capacity = 0;
            for (int i = 0; i < 20; i++)
            {
                test.Server.Broadcast("0123456789");
            }

            string expected = string.Empty;
            for (int i = 0; i < 20; i++)
            {
                expected += "text:0123456789;";
            }

            Assert.AreEqual(expected, FrameText.Describe(other.Read(), false));
            Assert.AreEqual(48, test.Loop.Resources.Pool.Waiting);
        }

        private static TestEnd Stuck(bool isClient, WsOverflow overflow)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxBufferedBytes = 100;
            end.Options.Overflow = overflow;
            end.Outgoing.Capacity = 0;
            return end;
        }
    }
}
