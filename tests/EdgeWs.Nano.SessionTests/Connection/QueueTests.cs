using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What waits to be sent: whole, in order, within its limit and its time.</summary>
    [TestClass]
    public class QueueTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void FramesArriveWholeAndInOrderInPiecesOfAnySize(bool isClient)
        {
            string expected = string.Empty;
            for (int i = 0; i < 12; i++)
            {
                expected += "binary:" + Bytes.ToHex(Bytes.Fill((byte)i, i * 20)) + ";";
            }

            int[] sizes = { 1, 2, 3, 5, 7, 11, 13, 64, 125, 126, 127, 128, 500, 1440, 4000 };
            foreach (int size in sizes)
            {
                TestEnd end = new TestEnd(isClient);
                end.Outgoing.MaxPiece = size;
                SendAll(end);
                Assert.AreEqual(expected, TakeSlowly(end));

                end.Outgoing.MaxPiece = int.MaxValue;
                end.Outgoing.Capacity = size;
                SendAll(end);
                Assert.AreEqual(expected, TakeSlowly(end));
                Assert.AreEqual(0, end.Connection.BufferedBytes);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void OneLargeMessageIsTakenWhateverTheLimit(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxBufferedBytes = 0;
            end.Outgoing.Capacity = 100;
            byte[] data = Bytes.Fill(9, 5000);

            Assert.IsTrue(end.Connection.Send(data));
            Assert.AreEqual(5004 + (isClient ? 4 : 0) - 100, end.Connection.BufferedBytes);
            Assert.IsFalse(end.Connection.Send("x"));
            Assert.AreEqual("binary:" + Bytes.ToHex(data) + ";", TakeSlowly(end));
            Assert.AreEqual("drained;", end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void SendIsRefusedBeyondTheLimitAndDrainedFollows(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxBufferedBytes = 100;
            end.Outgoing.Capacity = 0;
            int frame = isClient ? 26 : 22;
            int taken = 0;
            while (end.Connection.Send(Bytes.Fill(1, 20)))
            {
                taken++;
            }

            Assert.AreEqual(100 / frame, taken);
            Assert.AreEqual(taken * frame, end.Connection.BufferedBytes);
            end.Loop.Advance(1000);
            Assert.AreEqual(string.Empty, end.TakeLog());

            // What still fits is taken, and the event is raised only when all is out.
            end.Outgoing.Capacity = frame;
            Assert.AreEqual(string.Empty, end.Run());

            end.LetOut();
            Assert.AreEqual("drained;", end.TakeLog());

            // What waits without having been refused raises nothing.
            end.Outgoing.Capacity = end.Outgoing.Count;
            Assert.IsTrue(end.Connection.Send("x"));
            end.Outgoing.Capacity = int.MaxValue;
            end.Loop.Advance(1000);
            Assert.AreEqual(string.Empty, end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheDrainedHandlerMayFillTheQueueAgain(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxBufferedBytes = 0;
            end.Outgoing.Capacity = 1;
            int rounds = 0;
            end.Connection.OnDrained(c =>
            {
                if (++rounds < 3)
                {
                    Assert.IsTrue(c.Send("next"));
                    Assert.IsFalse(c.Send("too much"));
                }
            });
            end.Connection.Send("first");
            end.Connection.Send("too much");

            Assert.AreEqual("text:first;text:next;text:next;", TakeSlowly(end));
            Assert.AreEqual("drained;drained;drained;", end.TakeLog());
            Assert.AreEqual(0, end.Loop.ErrorCount);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void PongsGoBetweenQueuedFrames(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 4;
            end.Connection.Send("first");
            end.Connection.Send("second");
            end.Give(0x89, "a");
            end.Connection.Send("third");

            // Only the latest ping needs an answer, RFC 6455 section 5.5.3.
            end.Give(0x89, "b");

            Assert.AreEqual("text:first;pong:62;text:second;text:third;", TakeSlowly(end));
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void PingsOfAPeerThatNeverReadsTakeNoMemory(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 10;
            for (int i = 0; i < 100; i++)
            {
                end.Give(0x89, Bytes.Fill((byte)i, 100));
            }

            Assert.IsTrue(end.Connection.BufferedBytes < 250);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APeerThatTakesNothingIsDropped(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.SendTimeout = 5000;
            end.Outgoing.Capacity = 10;
            end.Connection.Send("more than ten bytes");

            end.Loop.Advance(4950);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);

            end.Loop.Advance(100);
            end.AssertClosed(1006);
            Assert.IsTrue(end.Transport.IsAborted);
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APeerThatTakesALittleInTimeIsKept(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.SendTimeout = 5000;
            end.Options.HeartbeatInterval = 0;
            end.Outgoing.Capacity = 0;
            end.Connection.Send("a message that leaves byte by byte");
            for (int i = 1; i <= 10; i++)
            {
                end.Loop.Advance(4500);
                end.Outgoing.Capacity = i;
                end.Loop.Run();
                Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ABlockedLoopDoesNotDropAPeerThatReads(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 4;
            end.Connection.Send("waits");
            end.Outgoing.Capacity = int.MaxValue;
            end.Loop.Clock.Advance(60000);
            end.Loop.Run();

            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            Assert.StartsWith("text:waits;", end.Take());
        }

        private static void SendAll(TestEnd end)
        {
            for (int i = 0; i < 12; i++)
            {
                Assert.IsTrue(end.Connection.Send(Bytes.Fill((byte)i, i * 20)));
            }
        }

        /// <summary>Reads as the pipe lets it through.</summary>
        private static string TakeSlowly(TestEnd end)
        {
            byte[] all = new byte[0];
            while (true)
            {
                byte[] some = end.Peer.Read();
                if (some.Length == 0 && end.Connection.BufferedBytes == 0)
                {
                    return FrameText.Describe(all, end.Connection is WsClient);
                }

                all = Bytes.Concat(all, some);
                end.Loop.Run();
            }
        }
    }
}
