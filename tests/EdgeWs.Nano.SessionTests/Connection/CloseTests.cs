using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The closing handshake, RFC 6455 section 7, in order and otherwise.</summary>
    [TestClass]
    public class CloseTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ClosesFromHere(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close(3001, "bye");
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            Assert.AreEqual("close:3001:bye;", end.Take());

            Assert.AreEqual(string.Empty, end.Run());

            end.GiveClose(3001, "so long");
            EndByServer(end);
            end.AssertClosed(3001, "so long");
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ClosesFromThePeer(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.GiveClose(4999, "Grüße");

            // The code is echoed, the reason is not.
            Assert.AreEqual("close:4999:;", end.Take());
            EndByServer(end);
            end.AssertClosed(4999, "Grüße");
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ACloseWithoutACodeIsReportedAs1005(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Give(0x88, string.Empty);
            Assert.AreEqual("close:;", end.Take());
            EndByServer(end);
            end.AssertClosed(1005);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void BothCloseAtOnce(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Peer.Send(end.Frame(0x88, Bytes.FromHex("03E9")));
            end.Connection.Close(3000, "mine");
            end.Loop.Run();

            Assert.AreEqual("close:3000:mine;", end.Take());
            EndByServer(end);
            end.AssertClosed(1001);
        }

        [TestMethod]
        public void TheServerEndsTheConnectionAndTheClientLetsIt()
        {
            TestEnd server = new TestEnd(false);
            server.GiveClose(1000);
            Assert.AreEqual("close:1000:;", server.Take());
            Assert.IsTrue(server.Peer.IsEnded);
            server.AssertClosed(1000);
            Assert.IsFalse(server.Transport.IsAborted);

            TestEnd client = new TestEnd(true);
            client.GiveClose(1000);
            client.Loop.Advance(2900);
            Assert.AreEqual(WsConnectionState.Closing, client.Connection.State);
            Assert.AreEqual(string.Empty, client.TakeLog());

            client.Loop.Advance(200);
            client.AssertClosed(1000);
            Assert.IsTrue(client.Transport.IsAborted);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhoAgreesToTheEndAndTakesNothingIsDropped(bool takesItAtLast)
        {
            // Room for the close frame, and not a byte more.
            TestEnd end = new TestEnd(false);
            end.Outgoing.Capacity = 4;
            end.GiveClose(1000);
            end.Loop.Advance(2900);
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            if (takesItAtLast)
            {
                Assert.AreEqual("close:1000:;", end.Take());
            }

            end.Loop.Advance(200);
            end.AssertClosed(1000);
            Assert.AreEqual(!takesItAtLast, end.Transport.IsAborted);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhoAgreesAndLeavesWithoutTakingItIsDropped(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = isClient ? 8 : 4;
            end.GiveClose(1000);
            end.EndStream();
            end.AssertClosed(1000);
            Assert.IsTrue(end.Transport.IsAborted);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APeerThatNeverAnswersIsDropped(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close();
            end.Loop.Advance(2950);
            Assert.AreEqual(string.Empty, end.TakeLog());

            end.Loop.Advance(50);
            end.AssertClosed(1006);
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APeerThatTalksOnInsteadOfAnsweringIsDropped(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close();
            for (int i = 0; i < 61; i++)
            {
                end.Peer.Send(end.Frame(0x82, new byte[4000]));
                end.Loop.Advance(50);
            }

            end.AssertFreed();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheEndOfTheStreamInsteadOfAnAnswerIs1006(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close();
            end.EndStream();
            end.AssertClosed(1006);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AnAnswerThatCameWhileTheLoopWasBlockedCounts(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close();
            end.Loop.Run();
            end.Peer.Send(end.Frame(0x88, Bytes.FromHex("03E8")));
            end.Loop.Clock.Advance(60000);
            end.Loop.Run();
            end.AssertClosed(1000);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhatFollowsACloseFrameIsIgnored(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] all = Bytes.Concat(end.Frame(0x88, Bytes.FromHex("03E8")), end.Frame(0x81, Bytes.FromText("late")));
            end.Give(Bytes.Concat(all, Bytes.FromHex("FFFFFFFFFFFF")));
            if (isClient)
            {
                end.Give(0x81, "later");
                end.Give(0x89, "later");
                end.EndStream();
            }
            else
            {
                Assert.AreEqual("close:1000:;", end.Take());
            }

            end.AssertClosed(1000);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhatIsQueuedGoesOutBeforeTheCloseFrame(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 4;
            end.Connection.Send("first");
            end.Connection.Send("second");
            end.Connection.Close(1001);
            Assert.IsFalse(end.Connection.Send("too late"));
            end.LetOut();

            Assert.AreEqual("text:first;text:second;close:1001:;", end.Take());
            Assert.AreEqual(0, end.Connection.BufferedBytes);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheTimeToCloseBeginsWhenTheCloseFrameIsOut(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 4;
            end.Connection.Send("first");
            end.Connection.Close();
            end.Loop.Advance(9000);
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);

            end.Outgoing.Capacity = int.MaxValue;
            end.Loop.Advance(2900);
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);

            end.Loop.Advance(150);
            end.AssertClosed(1006);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APeerThatTakesNothingIsDroppedWhileClosingToo(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 4;
            end.Connection.Send("first");
            end.Connection.Close();
            end.Loop.Advance(10000);
            end.AssertClosed(1006);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void OnlyTheFirstCloseCounts(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close(3000);
            end.Connection.Close(3001);
            Assert.AreEqual("close:3000:;", end.Take());
            end.GiveClose(3000);
            end.Connection.Close(3002);
            EndByServer(end);
            end.AssertClosed(3000);

            end.Connection.Close(3003);
            Assert.AreEqual(WsConnectionState.Closed, end.Connection.State);
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void PingsAreNotAnsweredAfterClose(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close();
            end.Give(0x89, "a");

            Assert.AreEqual("close:1000:;", end.Take());
            Assert.AreEqual("ping:61;", end.TakeLog());
        }

        [TestMethod]
        public void CodesThatMayNotBeSentThrow()
        {
            WsConnection connection = new TestEnd(false).Connection;
            int[] bad = { -1, 0, 1, 999, 1004, 1005, 1006, 1012, 1013, 1014, 1015, 1016, 1999, 2000, 2999, 5000, 65536 + 1000, int.MaxValue };
            foreach (int code in bad)
            {
                Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => connection.Close(code));
            }

            Assert.AreEqual(WsConnectionState.Open, connection.State);
        }

        [TestMethod]
        public void CodesThatMayBeSentAreSent()
        {
            int[] good = { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999 };
            foreach (int code in good)
            {
                TestEnd end = new TestEnd(false);
                end.Connection.Close(code);
                Assert.AreEqual("close:" + code.ToString() + ":;", end.Take());
            }
        }

        [TestMethod]
        public void LongReasonsAreCutBehindAWholeCharacter()
        {
            string x = new string('x', 119);
            string[] reasons = { x + "1234", x + "12345", x + "\u20AC\u20AC", x + "12\u20AC", x + "\U0001F600z", x + "1\U0001F600", null, string.Empty };
            string[] expected = { x + "1234", x + "1234", x + "\u20AC", x + "12", x + "\U0001F600", x + "1", string.Empty, string.Empty };
            for (int i = 0; i < reasons.Length; i++)
            {
                TestEnd end = new TestEnd(true);
                end.Connection.Close(1000, reasons[i]);
                Assert.AreEqual("close:1000:" + expected[i] + ";", end.Take());
            }
        }

        /// <summary>Ends the stream where the peer is the server.</summary>
        private static void EndByServer(TestEnd end)
        {
            if (end.Connection is WsClient)
            {
                end.EndStream();
            }
        }
    }
}
