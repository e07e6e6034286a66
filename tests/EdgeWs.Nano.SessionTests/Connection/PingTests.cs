using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Pings from here, their pongs, and the heartbeat.</summary>
    [TestClass]
    public class PingTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ThePongComesBackWithTheTagOfThePing(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            StringBuilder log = new StringBuilder();
            int first = end.Connection.Ping(1000, t => log.Append("a" + t.ToString()));
            int second = end.Connection.Ping(1000, t => log.Append("b" + t.ToString()));

            Assert.AreEqual(1, first);
            Assert.AreEqual(2, second);
            Assert.AreEqual("ping:00000001;ping:00000002;", end.Take());

            end.Give(0x8A, Bytes.FromHex("00000001"));
            Assert.AreEqual("a1", log.ToString());

            end.Give(0x8A, Bytes.FromHex("00000001"));
            end.Give(0x8A, Bytes.FromHex("00000002"));
            Assert.AreEqual("a1b2", log.ToString());

            end.Loop.Advance(5000);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APongAnswersAllEarlierPings(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 4; i++)
            {
                end.Connection.Ping(1000, t => log.Append(t.ToString()));
            }

            end.Give(0x8A, Bytes.FromHex("00000003"));
            Assert.AreEqual("123", log.ToString());

            // The fourth is still to come.
            end.Loop.Advance(1100);
            end.AssertClosed(1006);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void PongsThatNobodyAskedForAreIgnored(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            int calls = 0;
            end.Give(0x8A, "hello");
            end.Give(0x8A, Bytes.FromHex("00000001"));
            end.Connection.Ping(1000, t => calls++);
            end.Give(0x8A, string.Empty);
            end.Give(0x8A, Bytes.FromHex("0000000001"));
            end.Give(0x8A, Bytes.FromHex("00000002"));

            Assert.AreEqual(0, calls);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            Assert.AreEqual(string.Empty, end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheConnectionIsDroppedWhenAPongDoesNotComeInTime(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            int calls = 0;
            end.Connection.Ping(20000, t => calls++);
            end.Connection.Ping(2000, t => calls++);
            end.Loop.Advance(1950);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);

            end.Loop.Advance(50);
            end.AssertClosed(1006);
            Assert.AreEqual(0, calls);
            end.AssertSilent();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APongThatCameWhileTheLoopWasBlockedCounts(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            int calls = 0;
            end.Connection.Ping(1000, t => calls++);

            // The pong lies behind more than one pass reads.
            for (int i = 0; i < 3; i++)
            {
                end.Peer.Send(end.Frame(0x82, new byte[1500]));
            }

            end.Peer.Send(end.Frame(0x8A, Bytes.FromHex("00000001")));
            end.Loop.Clock.Advance(60000);
            end.Loop.Run();

            Assert.AreEqual(1, calls);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void APeerThatTalksButNeverPongsIsDropped(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Ping(1000);
            for (int i = 0; i < 25; i++)
            {
                end.Peer.Send(end.Frame(0x82, new byte[10]));
                end.Loop.Advance(50);
            }

            end.AssertFreed();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheHeartbeatPingsAQuietPeer(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Loop.Advance(29900);
            Assert.AreEqual(string.Empty, end.Take());

            end.Loop.Advance(150);
            Assert.AreEqual("ping:00000001;", end.Take());

            end.Give(0x8A, Bytes.FromHex("00000001"));
            end.Loop.Advance(29900);
            Assert.AreEqual(string.Empty, end.Take());

            end.Loop.Advance(150);
            Assert.AreEqual("ping:00000002;", end.Take());
            Assert.AreEqual(string.Empty, end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AnythingReceivedPutsTheHeartbeatOff(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            for (int i = 0; i < 10; i++)
            {
                end.Loop.Advance(20000);
                end.Give(0x8A, "still here");
            }

            Assert.AreEqual(string.Empty, end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ADeadPeerIsDroppedWith1006(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Loop.Advance(39900);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);

            end.Loop.Advance(250);
            end.AssertClosed(1006);
            Assert.AreEqual("ping:00000001;", end.Take());
            Assert.IsTrue(end.Transport.IsAborted);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AFloodOfOtherPongsDoesNotReplaceIt(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Ping(1000);
            byte[] pong = end.Frame(0x8A, new byte[100]);
            end.Flood(pong, 950);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);

            end.Flood(pong, 100);
            Assert.AreEqual(WsConnectionState.Closed, end.Connection.State);
            Assert.IsTrue(end.Transport.IsAborted);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ThePongBehindMuchElseCountsAfterTheLoopWasHeldUp(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Ping(1000);
            for (int i = 0; i < 5; i++)
            {
                end.Peer.Send(end.Frame(0x82, new byte[3000]));
            }

            end.Peer.Send(end.Frame(0x8A, Bytes.FromHex("00000001")));
            end.Loop.Clock.Advance(40000);
            end.Loop.Run();
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheHeartbeatComesInTimeAfterALongPing(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.HeartbeatInterval = 5000;
            end.Give(0x82, string.Empty);
            end.Connection.Ping(60000);
            end.Loop.Advance(6000);
            end.Give(0x8A, Bytes.FromHex("00000001"));
            end.Take();

            end.Loop.Advance(5100);
            Assert.AreEqual("ping:00000002;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AHeartbeatLongerThanAMinuteIsKept(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.HeartbeatInterval = 150000;
            end.Give(0x82, string.Empty);
            end.Loop.Advance(149900);
            Assert.AreEqual(string.Empty, end.Take());

            end.Loop.Advance(200);
            Assert.AreEqual("ping:00000001;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WithoutAHeartbeatAQuietConnectionStays(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.HeartbeatInterval = 0;
            end.Loop.Advance(200000);

            Assert.AreEqual(string.Empty, end.Take());
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void BadTimeoutsThrow(bool isClient)
        {
            WsConnection connection = new TestEnd(isClient).Connection;
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => connection.Ping(0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => connection.Ping(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => connection.Ping(int.MaxValue));
            Assert.AreEqual(1, connection.Ping(604800000));
        }
    }
}
