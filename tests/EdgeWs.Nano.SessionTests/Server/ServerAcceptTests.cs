using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>How a server takes connections: its limits, its deadline, and clients that are slow or fast.</summary>
    [TestClass]
    public class ServerAcceptTests
    {
        [TestMethod]
        public void AnswersAsTheRfcSays()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Ask();

            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            Assert.AreEqual("open;", test.TakeLog());
            Assert.AreEqual(WsConnectionState.Open, test.Channel.State);
            Assert.AreEqual(2, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void AHandshakeMayComeByteByByte()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            byte[] request = Bytes.FromText(RawPeer.Request);
            for (int i = 0; i < request.Length; i++)
            {
                Assert.AreEqual(string.Empty, test.TakeLog());
                peer.Send(Bytes.Part(request, i, 1));
                test.Loop.Advance(20);
            }

            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            Assert.AreEqual("open;", test.TakeLog());
        }

        [TestMethod]
        public void TheTimeForTheHandshakeIsNotRenewedByEveryByte()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            byte[] request = Bytes.FromText(RawPeer.Request);
            for (int i = 0; i < 10; i++)
            {
                peer.Send(Bytes.Part(request, i, 1));
                Assert.AreEqual(string.Empty, peer.ReadText());
                test.Loop.Advance(1000);
            }

            Assert.AreEqual(RawPeer.Refusal(408), peer.ReadText());

            // What comes now is too late.
            peer.Send(Bytes.Part(request, 10, request.Length - 10));
            test.Loop.Advance(1000);
            Assert.AreEqual(string.Empty, peer.ReadText());
            Assert.IsTrue(peer.IsEnded);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
            Assert.AreEqual(string.Empty, test.TakeLog());
        }

        [TestMethod]
        public void ALargeRequestThatCameWhileTheLoopWasBlockedIsAccepted()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Connect();
            test.Loop.Run();
            string line = "X: " + new string('x', 1600) + "\r\n";
            peer.SendText(RawPeer.Request.Substring(0, RawPeer.Request.Length - 2) + line + line + "\r\n");
            test.Loop.Clock.Advance(60000);
            test.Loop.Run();

            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            test.Loop.Advance(5000);
            Assert.AreEqual("open;", test.TakeLog());
            Assert.AreEqual(string.Empty, peer.ReadText());
        }

        [TestMethod]
        public void FramesThatCameWithTheRequestAreNotLost()
        {
            TestServer test = new TestServer();
            test.Server.Connected += (s, channel) => channel.MessageReceived += (c, m) => c.Send(m);
            RawPeer peer = test.Connect();
            byte[] hello = Frames.Masked(0x81, Bytes.FromText("Hello"));
            peer.Send(Bytes.Concat(Bytes.Concat(Bytes.FromText(RawPeer.Request), hello), Bytes.Part(hello, 0, 3)));
            Assert.AreEqual("open;text:Hello;", test.Run());
            Assert.AreEqual("text:Hello;", TakeFrames(peer));

            peer.Send(Bytes.Part(hello, 3, hello.Length - 3));
            Assert.AreEqual("text:Hello;", test.Run());
        }

        [TestMethod]
        public void MoreHandshakesThanAllowedWait()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 2 });
            RawPeer[] peers = new RawPeer[4];
            for (int i = 0; i < 4; i++)
            {
                peers[i] = test.Connect();
            }

            test.Loop.Run();
            Assert.AreEqual(3, test.Loop.Scheduler.Count);

            peers[3].SendText(RawPeer.Request);
            peers[1].SendText(RawPeer.Request);
            test.Loop.Run();
            Assert.AreEqual(string.Empty, peers[3].ReadText());
            Assert.AreEqual(RawPeer.Answer, peers[1].ReadText());
            Assert.AreEqual(4, test.Loop.Scheduler.Count);

            // A place is free as soon as one goes away.
            peers[0].Transport.Reset();
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, peers[3].ReadText());
            Assert.AreEqual(2, test.Server.ChannelCount);
        }

        [TestMethod]
        public void OneConnectionIsAcceptedAPass()
        {
            TestServer test = new TestServer();
            for (int i = 0; i < 3; i++)
            {
                test.Connect();
            }

            for (int i = 2; i <= 4; i++)
            {
                Assert.IsTrue(test.Loop.Scheduler.Poll(0));
                Assert.AreEqual(i, test.Loop.Scheduler.Count);
            }
        }

        [TestMethod]
        public void MoreChannelsThanAllowedAreRefusedWith503()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxChannels = 2 });
            RawPeer first = test.Open();
            test.Open();

            RawPeer third = test.Ask();
            Assert.AreEqual(RawPeer.Refusal(503), third.ReadText());
            third.Transport.Close();

            // There is room again as soon as one is gone.
            first.Transport.Close();
            test.Loop.Run();
            RawPeer fourth = test.Ask();
            Assert.AreEqual(RawPeer.Answer, fourth.ReadText());
            Assert.AreEqual(2, test.Server.ChannelCount);
            Assert.AreEqual(3, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void AClientThatGoesAwayBeforeItsRequestIsFreed()
        {
            TestServer test = new TestServer();
            RawPeer one = test.Connect();
            RawPeer other = test.Connect();
            one.SendText("GET /chat HT");
            test.Loop.Run();
            one.Transport.Close();
            test.Lose(other);

            Assert.AreEqual(1, test.Loop.Scheduler.Count);
            Assert.AreEqual(1, one.Transport.Peer.CloseCount);
            Assert.AreEqual(1, other.Transport.Peer.CloseCount);
            Assert.AreEqual(string.Empty, one.ReadText());
        }

        [TestMethod]
        public void AConnectionHandlerThatThrowsClosesWith1011()
        {
            TestServer test = new TestServer();
            test.Server.Connected += (s, channel) => throw new InvalidCastException();
            RawPeer peer = test.Connect();
            peer.SendText(RawPeer.Request);
            peer.Send(Frames.Masked(0x81, Bytes.FromText("Hello")));
            test.Loop.Run();

            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreSame(test.Channel, test.Loop.LastErrorSource);
            Assert.AreEqual("close:1011:;", TakeFrames(peer));

            test.Loop.Advance(300);
            Assert.AreEqual("open;closed:1011:;", test.TakeLog());
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void TheConnectionHandlerMaySendAndClose()
        {
            TestServer test = new TestServer();
            test.Server.Connected += (s, channel) =>
            {
                channel.Send("welcome");
                channel.Close(3000, "full");
            };
            RawPeer peer = test.Ask();

            Assert.AreEqual("text:welcome;close:3000:full;", TakeFrames(peer));
        }

        /// <summary>The frames behind the answer to the handshake.</summary>
        private static string TakeFrames(RawPeer peer)
        {
            byte[] sent = peer.Read();
            int answer = RawPeer.Answer.Length;
            Assert.AreEqual(RawPeer.Answer, Bytes.ToText(Bytes.Part(sent, 0, answer)));
            return FrameText.Describe(Bytes.Part(sent, answer, sent.Length - answer), false);
        }
    }
}
