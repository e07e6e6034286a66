using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Handlers that throw, and handlers that close, send and ping from inside.</summary>
    [TestClass]
    public class HandlerTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void AMessageHandlerThatThrowsClosesWith1011(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnMessage((c, m) => throw new InvalidCastException());
            end.Give(Bytes.Concat(end.Frame(0x81, Bytes.FromText("a")), end.Frame(0x81, Bytes.FromText("b"))));
            Assert.AreEqual("text:a;", end.TakeLog());
            AssertFailed(end, string.Empty);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void EveryHandlerThatThrowsClosesWith1011(bool isClient)
        {
            string[] before = { string.Empty, "pong:61;", "ping:00000001;", "binary:" + Bytes.ToHex(new byte[100]) + ";" };
            for (int which = 0; which < 4; which++)
            {
                TestEnd end = new TestEnd(isClient);
                Provoke(end, which, c => throw new InvalidCastException());
                end.TakeLog();
                AssertFailed(end, before[which]);
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AClosedHandlerThatThrowsIsReportedAndEverythingFreed(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnClosed((c, code, reason) => throw new InvalidCastException());
            end.EndStream();

            Assert.AreEqual(1, end.Loop.ErrorCount);
            Assert.AreSame(end.Connection, end.Loop.LastErrorSource);
            end.AssertClosed(1006);
            end.AssertSilent();
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AFailedConnectionIsOverWhenThePeerAnswers(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnMessage((c, m) => throw new InvalidCastException());
            end.Give(0x81, string.Empty);
            end.TakeLog();
            end.GiveClose(1011, "ouch");
            if (isClient)
            {
                end.EndStream();
            }

            end.AssertClosed(1011, "ouch");
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AHandlerThatClosesAndThenThrowsSendsItsOwnCode(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnMessage((c, m) =>
            {
                c.Close(3000);
                throw new InvalidCastException();
            });
            end.Give(0x81, string.Empty);
            Assert.AreEqual("close:3000:;", end.Take());

            end.TakeLog();
            end.Loop.Advance(300);
            end.AssertClosed(1011);
        }

        [TestMethod, DataRow(false), DataRow(true)]
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

        [TestMethod, DataRow(false), DataRow(true)]
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

        [TestMethod, DataRow(false), DataRow(true)]
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

        [TestMethod, DataRow(false), DataRow(true)]
        public void TheClosedHandlerFindsAConnectionThatIsOver(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            string seen = string.Empty;
            end.Connection.OnClosed((c, code, reason) =>
            {
                seen += c.Send("x").ToString() + c.Ping().ToString() + c.State.Equals(WsConnectionState.Closed).ToString() + c.BufferedBytes.ToString();
                c.Close();
            });
            end.EndStream();

            Assert.AreEqual("False0True0", seen);
            end.AssertClosed(1006);
            end.AssertSilent();
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void EventsAreNeverRaisedFromInsideACall(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Peer.Transport.Reset();
            Assert.IsFalse(end.Connection.Send("x"));
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            end.Connection.Ping();
            end.Connection.Close();
            Assert.AreEqual(string.Empty, end.TakeLog());

            end.Loop.Run();
            end.AssertClosed(1006);
        }

        /// <summary>Has one of the events raised, with a handler that does what is given.</summary>
        private static void Provoke(TestEnd end, int which, AnyHandler action)
        {
            switch (which)
            {
                case 0:
                    end.Connection.OnMessage((c, m) => action(c));
                    end.Give(0x81, "a");
                    break;
                case 1:
                    end.Connection.OnPinged((c, m) => action(c));
                    end.Give(0x89, "a");
                    break;
                case 2:
                    end.Connection.Ping(1000, t => action(end.Connection));
                    end.Give(0x8A, Bytes.FromHex("00000001"));
                    break;
                default:
                    end.Connection.OnDrained(c => action(c));
                    end.Outgoing.Capacity = 0;
                    end.Connection.Send(new byte[100]);
                    end.Options.MaxBufferedBytes = 0;
                    end.Connection.Send("refused");
                    end.LetOut();
                    break;
            }
        }

        private static void AssertFailed(TestEnd end, string before)
        {
            Assert.AreEqual(1, end.Loop.ErrorCount);
            Assert.IsTrue(end.Loop.LastError is InvalidCastException);
            Assert.AreSame(end.Connection, end.Loop.LastErrorSource);
            Assert.AreEqual(before + "close:1011:;", end.Take());

            end.Give(0x81, "late");
            end.Loop.Advance(300);
            end.AssertClosed(1011);
            end.AssertSilent();
        }
    }
}
