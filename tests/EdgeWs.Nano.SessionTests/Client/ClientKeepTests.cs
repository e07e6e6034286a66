using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What becomes of messages that are sent while there is no connection, or were waiting when it was lost.</summary>
    [TestClass]
    public class ClientKeepTests
    {
        [TestMethod]
        public void NothingIsKeptByDefault()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, KeepMessages = false });
            Assert.IsFalse(test.Client.Send("a"));
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 3;
            Assert.IsTrue(test.Client.Send("b"));
            Assert.IsTrue(test.Client.Send("c"));
            test.Lose(peer);
            Assert.AreEqual(0, test.Client.BufferedBytes);
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
            Assert.IsFalse(test.Client.Send("d"));
            Assert.AreEqual(string.Empty, Describe(OpenAgain(test)));
        }

        [TestMethod]
        public void WhatIsSentBeforeTheFirstOpeningGoesOutAfterIt()
        {
            TestClient test = new TestClient(Options());
            test.Client.Opened += c => c.Send("c");
            Assert.IsTrue(test.Client.Send("a"));
            RawPeer peer = test.Accept();
            Assert.IsTrue(test.Client.Send(new byte[] { 1, 2 }));
            Assert.AreEqual(7 + 8, test.Client.BufferedBytes);
            string request = peer.ReadText();
            Assert.IsTrue(request.IndexOf("\r\n\r\n") == request.Length - 4);

            peer.SendText(TestClient.CreateAnswer(request));
            test.Loop.Run();
            Assert.AreEqual("text:c;text:a;binary:0102;", Describe(peer));
            Assert.AreEqual("open;", test.TakeLog());
            Assert.AreEqual(0, test.Client.BufferedBytes);
        }

        [TestMethod]
        public void ALogInGoesBeforeWhatWasKept()
        {
            TestClient test = new TestClient(Options());
            bool begins = true;
            test.Client.Opened += c =>
            {
                c.Send("log in");
                begins = c.BeginMessage(WsMessageType.Text);
            };
            test.Client.Send("kept");
            test.Client.Send("too");
            RawPeer peer = test.Answer();
            Assert.AreEqual("text:log in;text:kept;text:too;", Describe(peer));

            // Parts would have them in between.
            Assert.IsFalse(begins);
            Assert.AreEqual("open;drained;", test.TakeLog());
            Assert.IsTrue(test.Client.BeginMessage(WsMessageType.Text));
            Assert.IsTrue(test.Client.EndMessage());

            // The same over a connection that takes the log-in in pieces.
            test = new TestClient(Options());
            test.Client.Opened += c => c.Send("log in");
            test.Client.Send("kept");
            peer = test.Accept();
            string request = peer.ReadText();
            peer.Transport.Incoming.Capacity = 3;
            peer.SendText(TestClient.CreateAnswer(request));
            test.Loop.Run();
            Assert.AreEqual(12 - 3 + 10, test.Client.BufferedBytes);
            byte[] all = new byte[0];
            for (byte[] some = peer.Read(); some.Length > 0; some = peer.Read())
            {
                all = Bytes.Concat(all, some);
                test.Loop.Run();
            }

            Assert.AreEqual("text:log in;text:kept;", FrameText.Describe(all, true));
        }

        [TestMethod]
        public void ALogInMayBeLargerThanWhatMayWait()
        {
            foreach (WsOverflow overflow in new WsOverflow[] { WsOverflow.Refuse, WsOverflow.DropOldest, WsOverflow.Close })
            {
                WsClientOptions options = Options();
                options.MaxBufferedBytes = 20;
                options.Overflow = overflow;
                TestClient test = new TestClient(options);
                test.Loop.Scheduler.MaxBufferedBytes = 20;
                string token = new string('t', 100);
                test.Client.Opened += c => c.Send(token);
                Assert.IsTrue(test.Client.Send("kept and full"));
                Assert.AreEqual("text:" + token + ";text:kept and full;", Describe(test.Answer()));
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WhatWasKeptSurvivesAnOpeningThatGoesWrong(bool closes)
        {
            TestClient test = new TestClient(Options());
            int count = 0;
            test.Client.Opened += c =>
            {
                if (++count == 1 && closes)
                {
                    throw new InvalidCastException();
                }

                c.Send("log in");
                c.Send("x");
            };
            test.Client.Send("kept");
            RawPeer peer = test.Accept();
            string request = peer.ReadText();
            peer.SendText(TestClient.CreateAnswer(request));
            if (!closes)
            {
                // Takes a part of the log-in, then nothing any more.
                peer.Transport.Incoming.Capacity = 3;
            }

            test.Loop.Run();
            test.Lose(peer);
            Assert.AreEqual("text:log in;text:x;" + "text:kept;", Describe(OpenAgain(test)));
            Assert.AreEqual(0, test.Client.BufferedBytes);
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
        }

        [TestMethod]
        public void ClosingInOpenedDropsWhatWasKept()
        {
            TestClient test = new TestClient(Options());
            test.Client.Opened += c =>
            {
                c.Send("bye");
                c.Close();
            };
            test.Client.Send("kept");
            Assert.AreEqual("text:bye;close:1000:;", Describe(test.Answer()));
            test.Loop.Advance(20000);
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
        }

        [TestMethod]
        public void ItNeedsNoReconnecting()
        {
            TestClient test = new TestClient(new WsClientOptions { KeepMessages = true });
            test.Client.Send("a");
            RawPeer peer = test.Open();
            Assert.AreEqual("text:a;", Describe(peer));
            peer.Transport.Incoming.Capacity = 3;
            test.Client.Send("b");
            test.Client.Send("c");
            test.Lose(peer);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(0, test.Client.BufferedBytes);
            Assert.IsFalse(test.Client.Send("d"));
        }

        [TestMethod]
        public void WhatIsSentBetweenTwoConnectionsIsKeptOverFailedAttempts()
        {
            TestClient test = new TestClient(Options());
            test.Client.Reconnecting += (c, code, reason, attempt, delayMs) => c.Send("again " + attempt.ToString());
            test.Lose(test.Open());
            for (int i = 0; i < 3; i++)
            {
                Assert.IsTrue(test.Client.Send("wait " + i.ToString()));
                test.Loop.Advance(test.LastDelay);
                Assert.IsTrue(test.Client.Send("try " + i.ToString()));
                test.Fail();
            }

            Assert.AreEqual(
                "text:again 1;text:wait 0;text:try 0;text:again 2;text:wait 1;text:try 1;text:again 3;text:wait 2;text:try 2;text:again 4;",
                Describe(OpenAgain(test)));
        }

        [TestMethod]
        public void TheLimitHoldsAndDrainedFollows()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = 1000, KeepMessages = true, MaxBufferedBytes = 20 };
            TestClient test = new TestClient(options);
            Assert.IsFalse(test.Client.Send(new byte[15]));
            Assert.IsTrue(test.Client.Send("12345678"));
            Assert.IsFalse(test.Client.Send("x"));
            Assert.IsTrue(test.Client.Send(string.Empty));
            Assert.AreEqual(20, test.Client.BufferedBytes);

            RawPeer peer = test.Answer();
            Assert.AreEqual("text:12345678;text:;", Describe(peer));
            Assert.AreEqual("open;drained;", test.TakeLog());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WholeMessagesThatWaitedWhenItWasLost(bool isNoticedBySending)
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 10;
            test.Client.Send("begun");
            test.Client.Send("a");
            test.Client.Ping(20000);
            test.Client.Send(Bytes.Fill(7, 200));
            peer.Send(Frames.Unmasked(0x89, Bytes.FromText("ping")));
            test.Run();

            if (isNoticedBySending)
            {
                // The server takes nothing more, but what it said before is still read.
                peer.Transport.Peer.Incoming.IsDelayed = true;
                peer.Send(Frames.Unmasked(0x81, Bytes.FromText("last")));
                peer.Transport.Incoming.Close();
                test.Loop.Run();
                Assert.AreEqual(WsConnectionState.Closing, test.Client.State);
                Assert.IsFalse(test.Client.Send("z"));
                peer.Transport.Peer.Incoming.IsDelayed = false;
                test.Loop.Advance(250);
                Assert.AreEqual("text:last;again:1006::1;", test.TakeLog());
            }
            else
            {
                test.Lose(peer);
                Assert.AreEqual("again:1006::1;", test.TakeLog());
            }

            Assert.AreEqual(7 + 208, test.Client.BufferedBytes);
            Assert.AreEqual(7 + 208, test.Loop.Resources.Pool.Waiting);
            Assert.IsTrue(test.Client.Send("b"));
            Assert.AreEqual("text:a;binary:" + Bytes.ToHex(Bytes.Fill(7, 200)) + ";text:b;", Describe(OpenAgain(test)));
            Assert.AreEqual("open;", test.TakeLog());
        }

        [TestMethod]
        public void AMessageThatWaitedAndWasBegunIsLost()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 3;
            test.Client.Send("first");
            test.Client.Send("second");
            test.Client.Send("third");
            peer.Read();
            peer.Transport.Incoming.Capacity = 8 + 4;
            test.Loop.Run();
            test.Lose(peer);
            Assert.AreEqual("text:third;", Describe(OpenAgain(test)));
        }

        [TestMethod]
        public void TheCloseFrameThatWaitedIsNotKept()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 3;
            test.Client.Send("begun");
            test.Client.Send("a");
            peer.SendHex("880203E8");
            test.Loop.Run();
            peer.Transport.Close();
            Assert.AreEqual("again:1000::1;", test.Run());
            Assert.AreEqual("text:a;", Describe(OpenAgain(test)));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WhoWasRefusedBeforeTheLossIsToldAfterIt(bool keep)
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = 1000, KeepMessages = keep, MaxBufferedBytes = 20 };
            TestClient test = new TestClient(options);
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 3;
            Assert.IsTrue(test.Client.Send("begun"));
            Assert.IsTrue(test.Client.Send("a"));
            Assert.IsFalse(test.Client.Send("too much"));
            test.Lose(peer);
            Assert.AreEqual("again:1006::1;", test.TakeLog());
            Assert.AreEqual(keep ? "text:a;" : string.Empty, Describe(OpenAgain(test)));
            Assert.AreEqual("open;drained;", test.TakeLog());
        }

        [TestMethod]
        public void AMessageInPartsIsLostWithItsConnection()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 3;
            byte[] part = Bytes.FromText("part");
            Assert.IsTrue(test.Client.Send("begun"));
            Assert.IsTrue(test.Client.Send("a"));
            Assert.IsTrue(test.Client.BeginMessage(WsMessageType.Text));
            Assert.IsTrue(test.Client.Write(part, 0, 4));
            Assert.IsFalse(test.Client.Send("between"));
            test.Lose(peer);
            Assert.IsFalse(test.Client.Write(part, 0, 4));
            Assert.IsFalse(test.Client.EndMessage());
            Assert.IsFalse(test.Client.BeginMessage(WsMessageType.Text));
            Assert.IsTrue(test.Client.Send("b"));

            peer = OpenAgain(test);
            Assert.AreEqual("text:a;text:b;", Describe(peer));
            Assert.AreEqual("again:1006::1;open;drained;", test.TakeLog());
            Assert.ThrowsException(typeof(InvalidOperationException), () => test.Client.Write(part, 0, 4));
            Assert.IsTrue(test.Client.BeginMessage(WsMessageType.Text));
            Assert.IsTrue(test.Client.EndMessage());
            Assert.AreEqual("text:;", Describe(peer));
        }

        [TestMethod]
        public void WhatIsTooMuchWhileItConnectsFollowsThePolicy()
        {
            WsClientOptions options = Options();
            options.MaxBufferedBytes = 20;
            options.Overflow = WsOverflow.Close;
            TestClient test = new TestClient(options);
            Assert.IsTrue(test.Client.Send("1"));
            Assert.IsTrue(test.Client.Send("2"));

            // There is nothing to close yet.
            Assert.IsFalse(test.Client.Send("3"));
            Assert.AreEqual(WsConnectionState.Connecting, test.Client.State);
            options.Overflow = WsOverflow.DropOldest;
            Assert.IsTrue(test.Client.Send("4"));
            Assert.AreEqual("text:2;text:4;", Describe(OpenAgain(test)));
            Assert.AreEqual("open;drained;", test.TakeLog());
        }

        [TestMethod]
        public void AfterNothingWasKeptTheFirstMessageMayHaveAnySize()
        {
            WsClientOptions options = Options();
            options.MaxBufferedBytes = 20;
            options.Overflow = WsOverflow.Close;
            TestClient test = new TestClient(options);
            bool isTaken = false;
            test.Client.Opened += client => isTaken = client.Send(new byte[100]);
            Assert.IsFalse(test.Client.Send(new byte[100]));

            // Something waits in another connection.
            test.Loop.Resources.Pool.Waiting++;
            RawPeer peer = test.Answer();
            Assert.IsTrue(isTaken);
            Assert.AreEqual(WsConnectionState.Open, test.Client.State);
        }

        [TestMethod]
        public void TheTimeToSendBeginsWithTheConnection()
        {
            TestClient test = new TestClient(new WsClientOptions { KeepMessages = true, ReconnectDelay = 60000 });
            test.Lose(test.Open());
            test.Client.Send("a");
            test.Loop.Advance(test.LastDelay);
            RawPeer peer = test.Accept();
            string request = peer.ReadText();
            peer.Transport.Incoming.Capacity = 0;
            peer.SendText(TestClient.CreateAnswer(request));
            test.Loop.Advance(9950);
            peer.Transport.Incoming.Capacity = 100;
            test.Loop.Run();
            Assert.AreEqual("text:a;", Describe(peer));

            peer.Transport.Incoming.Capacity = 0;
            test.Client.Send("b");
            test.Loop.Advance(10000);
            Assert.AreEqual("again:1006::1;open;again:1006::2;", test.TakeLog());
        }

        [TestMethod]
        public void CloseDropsWhatWasKept()
        {
            TestClient test = new TestClient(Options());
            test.Client.Send(Bytes.Fill(1, 100));
            int kept = test.Loop.Resources.Pool.KeptBytes;
            test.Client.Close();
            Assert.IsFalse(test.Client.Send("x"));
            test.Loop.Run();
            Assert.AreEqual(0, test.Client.BufferedBytes);
            Assert.AreEqual(kept + 106, test.Loop.Resources.Pool.KeptBytes);
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
        }

        [TestMethod]
        public void TheEndOfTheAttemptsDropsWhatWasKept()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = 1000, KeepMessages = true, MaxReconnects = 1 };
            TestClient test = new TestClient(options);
            test.Client.Send(Bytes.Fill(1, 100));
            test.Fail();
            test.Loop.Advance(test.LastDelay);
            int kept = test.Loop.Resources.Pool.KeptBytes;
            test.Fail();
            Assert.AreEqual("again:1006::1;closed:1006:;", test.TakeLog());
            Assert.AreEqual(0, test.Client.BufferedBytes);
            Assert.AreEqual(kept + 106, test.Loop.Resources.Pool.KeptBytes);
        }

        private static WsClientOptions Options()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = 1000, KeepMessages = true };
            return options;
        }

        private static string Describe(RawPeer peer) => FrameText.Describe(peer.Read(), true);

        private static RawPeer OpenAgain(TestClient test)
        {
            test.Loop.Advance(test.LastDelay);
            return test.Answer();
        }
    }
}
