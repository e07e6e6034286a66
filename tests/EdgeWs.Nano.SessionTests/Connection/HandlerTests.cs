using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Handlers that throw, and handlers that close, send and ping from inside.</summary>
    [TestClass]
    public class HandlerTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AMessageHandlerThatThrowsClosesWith1011(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Message += (c, m) => throw new InvalidCastException();
            end.Peer.Send(Bytes.Concat(end.Frame(0x81, Bytes.FromText("a")), end.Frame(0x81, Bytes.FromText("b"))));
            end.Loop.Run();
            Assert.AreEqual("text:a;", end.TakeLog());
            AssertFailed(end);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APingHandlerThatThrowsClosesWith1011(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Pinged += (c, m) => throw new InvalidCastException();
            end.Give(0x89, "a");
            Assert.AreEqual("ping:61;", end.TakeLog());
            Assert.AreEqual("8A", Bytes.ToHex(Bytes.Part(end.Peer.Read(), 0, 1)));
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            Assert.AreEqual(1, end.Loop.ErrorCount);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APongCallbackThatThrowsClosesWith1011(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Ping(1000, t => throw new InvalidCastException());
            end.Take();
            end.Give(0x8A, Bytes.FromHex("00000001"));
            AssertFailed(end);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ADrainedHandlerThatThrowsClosesWith1011(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxBufferedBytes = 0;
            end.Connection.Drained += c => throw new InvalidCastException();
            end.Outgoing.Capacity = 0;
            end.Connection.Send("waits");
            end.Connection.Send("refused");
            end.Outgoing.Capacity = int.MaxValue;
            end.Loop.Run();

            Assert.AreEqual("drained;", end.TakeLog());
            Assert.AreEqual("text:waits;close:1011:;", end.Take());
            Assert.AreEqual(1, end.Loop.ErrorCount);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AClosedHandlerThatThrowsIsReportedAndEverythingFreed(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Closed += (c, code, reason) => throw new InvalidCastException();
            end.EndStream();

            Assert.AreEqual(1, end.Loop.ErrorCount);
            Assert.AreSame(end.Connection, end.Loop.LastErrorSource);
            end.AssertClosed(1006);
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AFailedConnectionIsOverWhenThePeerAnswers(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Message += (c, m) => throw new InvalidCastException();
            end.Give(0x81, string.Empty);
            end.TakeLog();
            end.GiveClose(1011, "ouch");
            if (isClient)
            {
                end.EndStream();
            }

            end.AssertClosed(1011, "ouch");
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AHandlerThatClosesAndThenThrowsSendsItsOwnCode(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Message += (c, m) =>
            {
                c.Close(3000);
                throw new InvalidCastException();
            };
            end.Give(0x81, string.Empty);
            Assert.AreEqual("close:3000:;", end.Take());

            end.TakeLog();
            end.Loop.Advance(300);
            end.AssertClosed(1011);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void EveryHandlerMayClose(bool isClient)
        {
            for (int which = 0; which < 4; which++)
            {
                TestEnd end = new TestEnd(isClient);
                Provoke(end, which, c => c.Close(3000));
                end.GiveClose(3000);
                if (isClient)
                {
                    end.EndStream();
                }

                end.AssertFreed();
                Assert.IsTrue(end.TakeLog().IndexOf("closed:3000:;") >= 0);
                Assert.AreEqual(0, end.Loop.ErrorCount);
                end.AssertSilent();
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void EveryHandlerMaySendAndPing(bool isClient)
        {
            for (int which = 0; which < 4; which++)
            {
                TestEnd end = new TestEnd(isClient);
                Provoke(
                    end,
                    which,
                    c =>
                    {
                        Assert.IsTrue(c.Send("answer"));
                        Assert.IsTrue(c.Ping() != 0);
                    });

                Assert.IsTrue(end.Take().IndexOf("text:answer;ping:0000000") >= 0);
                Assert.AreEqual(0, end.Loop.ErrorCount);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void EveryHandlerIsCalledInALoopThatMustNotBePolled(bool isClient)
        {
            for (int which = 0; which < 4; which++)
            {
                TestEnd end = new TestEnd(isClient);
                Provoke(end, which, c => Assert.ThrowsException(typeof(InvalidOperationException), () => end.Loop.Scheduler.Poll(0)));

                Assert.AreEqual(0, end.Loop.ErrorCount);
                Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheClosedHandlerFindsAConnectionThatIsOver(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            string seen = string.Empty;
            end.Connection.Closed += (c, code, reason) =>
            {
                seen += c.Send("x").ToString() + c.Ping().ToString() + c.State.Equals(WsConnectionState.Closed).ToString() + c.BufferedBytes.ToString();
                c.Close();
            };
            end.EndStream();

            Assert.AreEqual("False0True0", seen);
            end.AssertClosed(1006);
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void EventsAreNeverRaisedFromInsideACall(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Peer.Transport.Reset();
            end.Connection.Send("x");
            end.Connection.Ping();
            end.Connection.Close();
            Assert.AreEqual(string.Empty, end.TakeLog());

            end.Loop.Run();
            end.AssertClosed(1006);
        }

        /// <summary>Has one of the events raised, with a handler that does what is given.</summary>
        private static void Provoke(TestEnd end, int which, WsDrainedHandler action)
        {
            switch (which)
            {
                case 0:
                    end.Connection.Message += (c, m) => action(c);
                    end.Give(0x81, "a");
                    break;
                case 1:
                    end.Connection.Pinged += (c, m) => action(c);
                    end.Give(0x89, "a");
                    break;
                case 2:
                    end.Connection.Ping(1000, t => action(end.Connection));
                    end.Give(0x8A, Bytes.FromHex("00000001"));
                    break;
                default:
                    end.Connection.Drained += c => action(c);
                    end.Outgoing.Capacity = 0;
                    end.Connection.Send(new byte[100]);
                    end.Options.MaxBufferedBytes = 0;
                    end.Connection.Send("refused");
                    end.Outgoing.Capacity = int.MaxValue;
                    end.Loop.Run();
                    break;
            }
        }

        private static void AssertFailed(TestEnd end)
        {
            Assert.AreEqual(1, end.Loop.ErrorCount);
            Assert.IsTrue(end.Loop.LastError is InvalidCastException);
            Assert.AreSame(end.Connection, end.Loop.LastErrorSource);
            Assert.AreEqual("close:1011:;", end.Take());

            end.Give(0x81, "late");
            end.Loop.Advance(300);
            end.AssertClosed(1011);
            end.AssertSilent();
        }
    }
}
