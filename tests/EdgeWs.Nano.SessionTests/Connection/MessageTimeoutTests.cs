using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A peer that begins a message and does not end it.</summary>
    [TestClass]
    public class MessageTimeoutTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AMessageThatTricklesInIsRefusedInTime(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MessageTimeout = 5000;
            byte[] frame = end.Frame(0x82, new byte[100]);
            int at = frame.Length - 100;
            end.Give(Bytes.Part(frame, 0, at));
            int header = at;
            while (end.Connection.State == WsConnectionState.Open && at < frame.Length)
            {
                end.Peer.Send(Bytes.Part(frame, at++, 1));
                end.Loop.Advance(500);
            }

            Assert.AreEqual(10, at - header);
            Assert.AreEqual("close:1008:;", end.Take());
            end.Loop.Advance(1000);
            end.AssertClosed(1008);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void FragmentsAreOneMessage(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MessageTimeout = 5000;
            end.Give(0x02, new byte[10]);
            end.Loop.Advance(3000);
            end.Give(0x89, new byte[0]);
            end.Give(0x00, new byte[10]);
            end.Loop.Advance(1950);
            Assert.AreEqual("ping:;", end.TakeLog());
            end.Loop.Advance(50);
            Assert.AreEqual("pong:;close:1008:;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void EveryMessageHasItsOwnTime(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MessageTimeout = 5000;
            end.Options.HeartbeatInterval = 0;
            for (int i = 0; i < 5; i++)
            {
                // The end of one and the beginning of the next arrive together.
                byte[] begin = end.Frame(0x02, new byte[1]);
                end.Peer.Send(i == 0 ? begin : Bytes.Concat(end.Frame(0x80, new byte[0]), begin));
                end.Loop.Advance(4900);
                Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            }

            end.Give(0x80, new byte[0]);
            end.Loop.Advance(20000);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            end.TakeLog();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AControlFrameThatWasCutIsNoMessage(bool isClient)
        {
            // An idle connection with the defaults, whose peer writes header and payload of its pongs apart, the last ones across.
            TestEnd end = new TestEnd(isClient);
            byte[] begin = new byte[0];
            for (int i = 1; i < 6; i++)
            {
                end.Loop.Advance(30100);
                byte[] frame = end.Frame(0x8A, new byte[] { 0, 0, 0, (byte)i });
                end.Give(Bytes.Part(frame, 0, 2));
                byte[] rest = Bytes.Part(frame, 2, frame.Length - 2);
                begin = i < 3 ? begin : end.Frame(0x8A, new byte[] { 9 });
                end.Give(i < 3 ? rest : Bytes.Concat(rest, begin));
            }

            Assert.AreEqual(string.Empty, end.TakeLog());
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AMessageWhoseRestIsThereAfterTheLoopWasHeldUpCounts(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] frame = end.Frame(0x82, new byte[7000]);
            end.Give(Bytes.Part(frame, 0, 2000));
            end.Peer.Send(Bytes.Part(frame, 2000, frame.Length - 2000));
            end.Loop.Clock.Advance(40000);
            end.Loop.Run();
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            Assert.AreEqual("binary:" + Bytes.ToHex(new byte[7000]) + ";", end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WithoutALimitItMayTakeAnyTime(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MessageTimeout = 0;
            end.Options.HeartbeatInterval = 0;
            end.Give(0x02, new byte[1]);
            end.Loop.Advance(1000000);
            end.Give(0x80, new byte[1]);
            Assert.AreEqual("binary:0000;", end.TakeLog());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void PartsHaveNoLimit(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.StreamMessages = true;
            end.Options.MessageTimeout = 100;
            end.Options.HeartbeatInterval = 0;
            end.Give(0x02, new byte[1]);
            end.Loop.Advance(1000000);
            Assert.AreEqual("binary:00;", end.TakeLog());
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }
    }
}
