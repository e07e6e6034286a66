using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Messages that are sent in parts, RFC 6455 section 5.4.</summary>
    [TestClass]
    public class SendInPartsTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void PartsBecomeFragments(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            Assert.IsTrue(end.Connection.BeginMessage(WsMessageType.Text));
            Assert.IsTrue(end.Connection.Write(Bytes.FromText("-Hel-"), 1, 3));
            Assert.IsTrue(end.Connection.Write(Bytes.FromText("lo"), 0, 2));
            Assert.IsTrue(end.Connection.EndMessage());
            Assert.AreEqual("text+Hel;+6C6F+;+;", end.Take());

            Assert.IsTrue(end.Connection.BeginMessage(WsMessageType.Binary));
            Assert.IsTrue(end.Connection.Write(Bytes.FromHex("01"), 0, 1));
            Assert.IsTrue(end.Connection.EndMessage());
            Assert.IsTrue(end.Connection.Send("x"));
            Assert.AreEqual("binary+01;+;text:x;", end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AMessageWithoutPartsIsEmpty(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            Assert.IsTrue(end.Connection.BeginMessage(WsMessageType.Binary));
            Assert.IsTrue(end.Connection.EndMessage());
            Assert.AreEqual("binary:;", end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void OtherMessagesAreRefusedInBetweenAndDrainedFollowsTheEnd(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.BeginMessage(WsMessageType.Binary);
            end.Connection.Write(Bytes.FromHex("01"), 0, 1);
            Assert.IsFalse(end.Connection.Send("x"));
            Assert.AreNotEqual(0, end.Connection.Ping());
            end.Loop.Advance(1000);
            Assert.AreEqual(string.Empty, end.TakeLog());

            end.Connection.EndMessage();
            Assert.AreEqual(string.Empty, end.TakeLog());
            Assert.AreEqual("drained;", end.Run());
            Assert.AreEqual("binary+01;ping:00000001;+;", end.Take());
            Assert.AreEqual(string.Empty, end.Run());
        }

        [TestMethod]
        public void ABroadcastPassesAChannelThatSendsInParts()
        {
            TestServer test = new TestServer();
            RawPeer first = test.Open();
            WsServerChannel channel = test.Channel;
            RawPeer second = test.Open();
            channel.BeginMessage(WsMessageType.Binary);
            Assert.AreEqual(1, test.Server.Broadcast("x"));
            channel.EndMessage();
            Assert.AreEqual(2, test.Server.Broadcast("y"));
            Assert.AreEqual("binary:;text:y;", FrameText.Describe(first.Read(), false));
            Assert.AreEqual("text:x;text:y;", FrameText.Describe(second.Read(), false));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void PartsAreRefusedBeyondTheLimitAndTheEndIsNot(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxBufferedBytes = 100;
            end.Outgoing.Capacity = 0;
            end.Connection.BeginMessage(WsMessageType.Binary);
            int taken = 0;
            while (end.Connection.Write(Bytes.Fill(1, 20), 0, 20))
            {
                taken++;
            }

            Assert.AreEqual(isClient ? 3 : 4, taken);
            end.LetOut();
            Assert.AreEqual("drained;", end.TakeLog());
            Assert.IsTrue(end.Connection.Write(Bytes.Fill(2, 1), 0, 1));

            end.Outgoing.Capacity = end.Outgoing.Count;
            while (end.Connection.Write(Bytes.Fill(1, 20), 0, 20))
            {
            }

            Assert.IsTrue(end.Connection.EndMessage());
            end.LetOut();
            string sent = end.Take();
            Assert.AreEqual("+;", sent.Substring(sent.Length - 2));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void MistakesThrow(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            Assert.ThrowsException(typeof(InvalidOperationException), () => end.Connection.Write(new byte[1], 0, 1));
            Assert.ThrowsException(typeof(InvalidOperationException), () => end.Connection.EndMessage());
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => end.Connection.BeginMessage((WsMessageType)9));
            end.Connection.BeginMessage(WsMessageType.Text);
            Assert.ThrowsException(typeof(InvalidOperationException), () => end.Connection.BeginMessage(WsMessageType.Text));
            Assert.ThrowsException(typeof(ArgumentNullException), () => end.Connection.Write(null, 0, 0));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => end.Connection.Write(new byte[1], 1, 1));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AConnectionThatClosesTakesNoMore(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.BeginMessage(WsMessageType.Binary);
            end.Connection.Write(Bytes.FromHex("01"), 0, 1);
            end.Connection.Close();
            Assert.IsFalse(end.Connection.Write(Bytes.FromHex("02"), 0, 1));
            Assert.IsFalse(end.Connection.EndMessage());
            Assert.IsFalse(end.Connection.BeginMessage(WsMessageType.Binary));
            Assert.AreEqual("binary+01;close:1000:;", end.Take());
        }
    }
}
