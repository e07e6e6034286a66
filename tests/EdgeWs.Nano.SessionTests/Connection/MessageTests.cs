using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What arrives at a connection, and how long it is valid.</summary>
    [TestClass]
    public class MessageTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void MessagesAreRaisedWithTheirType(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Give(0x81, "Grüße");
            end.Give(0x82, Bytes.FromHex("00FF10"));
            end.Give(0x81, string.Empty);
            end.Give(0x82, new byte[0]);

            Assert.AreEqual("text:Grüße;binary:00FF10;text:;binary:;", end.TakeLog());
            Assert.AreEqual(string.Empty, end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void EchoesMessages(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnMessage((c, m) => c.Send(m));
            end.Give(0x81, "Hello");
            end.Give(0x82, Bytes.FromHex("00FF10"));
            end.Give(0x81, string.Empty);

            Assert.AreEqual("text:Hello;binary:00FF10;text:;", end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void SeveralMessagesInOnePieceAllArrive(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] all = new byte[0];
            string expected = string.Empty;
            for (int i = 0; i < 20; i++)
            {
                all = Bytes.Concat(all, end.Frame(0x81, Bytes.FromText(i.ToString())));
                expected += "text:" + i.ToString() + ";";
            }

            end.Give(all);
            Assert.AreEqual(expected, end.TakeLog());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AnySplitOfTheBytesGivesTheSameEvents(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] all = Bytes.Concat(end.Frame(0x01, Bytes.FromText("Hal")), end.Frame(0x89, Bytes.FromHex("01")));
            all = Bytes.Concat(all, end.Frame(0x80, Bytes.FromText("lo")));
            all = Bytes.Concat(all, end.Frame(0x82, Bytes.Fill(7, 130)));
            string expected = "ping:01;text:Hallo;binary:" + Bytes.ToHex(Bytes.Fill(7, 130)) + ";";

            for (int piece = 1; piece <= 20; piece++)
            {
                end.Incoming.MaxPiece = piece;
                end.Transport.Peer.Incoming.MaxPiece = piece;
                end.GiveInPieces(all, piece);
                Assert.AreEqual(expected, end.TakeLog());
                Assert.AreEqual("pong:01;", end.Take());
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AMessageLargerThanTheBuffersArrivesWhole(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] data = new byte[8000];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(i * 7 + (i >> 8));
            }

            bool isSame = false;
            end.Connection.OnMessage((c, m) => isSame = AreEqual(data, m.ToArray()));
            end.Give(0x82, data);
            Assert.IsTrue(isSame);

            end.TakeLog();
            isSame = false;
            end.Peer.Send(end.Frame(0x02, Bytes.Part(data, 0, 5000)));
            end.Give(0x80, Bytes.Part(data, 5000, 3000));
            Assert.IsTrue(isSame);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
        }

        [TestMethod]
        public void MessagesWithoutAHandlerAreDropped()
        {
            TestLoop loop = new TestLoop();
            WsServerOptions options = new WsServerOptions { Scheduler = loop.Scheduler };
            MemoryListener listener = new MemoryListener();
            WsServer server = WsServer.Create("/chat", listener, options);
            RawPeer peer = new RawPeer(listener.Connect());
            peer.SendText(RawPeer.Request);
            loop.Run();
            peer.Read();

            peer.Send(Bytes.Concat(Frames.Masked(0x81, Bytes.FromText("x")), Frames.Masked(0x89, Bytes.FromText("y"))));
            loop.Run();

            Assert.AreEqual("pong:79;", FrameText.Describe(peer.Read(), false));
            Assert.AreEqual(1, server.ChannelCount);
            Assert.AreEqual(0, loop.ErrorCount);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AMessageIsInvalidAfterItsHandler(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            WsMessage kept = null;
            end.Connection.OnMessage((c, m) => kept = m);
            end.Give(0x81, "Hello");

            Assert.IsNull(kept.Buffer);
            Assert.AreEqual(0, kept.Count);
            Assert.ThrowsException(typeof(ArgumentNullException), () => kept.GetString());
            Assert.ThrowsException(typeof(ArgumentNullException), () => kept.ToArray());
            Assert.ThrowsException(typeof(ArgumentNullException), () => end.Connection.Send(kept));

            end.Connection.OnMessage((c, m) => throw new Exception());
            end.Give(0x81, "Hello");
            Assert.IsNull(kept.Buffer);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void APongBeforeTheHandlerAndTheDataWithIt(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            string sent = null;
            end.Connection.OnPinged((c, m) => sent = end.Take() + (m.IsText ? "text" : "binary"));
            end.Give(0x89, "are you there?");

            Assert.AreEqual("pong:" + Bytes.ToHex(Bytes.FromText("are you there?")) + ";binary", sent);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void MessagesOnTheirWayArriveAfterCloseHere(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnMessage((c, m) => c.Close());
            end.Give(Bytes.Concat(end.Frame(0x81, Bytes.FromText("a")), end.Frame(0x81, Bytes.FromText("b"))));

            Assert.AreEqual("text:a;text:b;", end.TakeLog());
            Assert.AreEqual("close:1000:;", end.Take());
        }

        private static bool AreEqual(byte[] one, byte[] other)
        {
            bool isSame = one.Length == other.Length;
            for (int i = 0; isSame && i < one.Length; i++)
            {
                isSame = one[i] == other[i];
            }

            return isSame;
        }
    }
}
