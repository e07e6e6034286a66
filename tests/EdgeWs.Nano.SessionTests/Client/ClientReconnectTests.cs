using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A client that connects again: after what, when, and what is left of the connection before.</summary>
    [TestClass]
    public class ClientReconnectTests
    {
        [TestMethod]
        public void OffByDefault()
        {
            TestClient test = new TestClient();
            test.Open().Transport.Reset();
            test.Loop.Advance(100000);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(1, test.Connector.Attempts);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void ALostConnectionIsFollowedByAnother()
        {
            TestClient test = new TestClient(Options());
            RawPeer first = test.Open();
            test.Lose(first);

            Assert.AreEqual("again:1006::1;", test.TakeLog());
            Assert.AreEqual(WsConnectionState.Connecting, test.Client.State);
            Assert.IsNull(test.Client.Error);
            Assert.AreEqual(1, first.Transport.Peer.CloseCount);
            Assert.IsTrue(test.LastDelay >= 500 && test.LastDelay <= 1000);

            test.Loop.Advance(test.LastDelay - 1);
            Assert.AreEqual(1, test.Connector.Attempts);
            test.Loop.Advance(1);
            Assert.AreEqual(2, test.Connector.Attempts);
            Assert.AreEqual(string.Empty, test.TakeLog());

            RawPeer second = test.Answer();
            Assert.AreEqual("open;", test.TakeLog());
            Assert.IsTrue(test.Client.Send("to"));
            Assert.AreEqual("text:to;", FrameText.Describe(second.Read(), true));
            second.Send(Frames.Unmasked(0x81, Bytes.FromText("fro")));
            Assert.AreEqual("text:fro;", test.Run());
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void TheServerClosedIt()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.Send(Frames.Unmasked(0x88, Bytes.FromHex("03E9627965")));
            test.Loop.Run();
            Assert.AreEqual("close:1001:;", FrameText.Describe(peer.Read(), true));
            Assert.AreEqual(string.Empty, test.TakeLog());

            peer.Transport.Close();
            AssertComesBack(test, "again:1001:bye:1;");
        }

        [TestMethod]
        public void TheServerBrokeTheProtocol()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.SendHex("FF00");
            test.Loop.Advance(250);
            Assert.AreEqual("close:1002:;", FrameText.Describe(peer.Read(), true));
            AssertComesBack(test, "again:1002::1;");
        }

        [TestMethod]
        public void AHandlerThrew()
        {
            TestClient test = new TestClient(Options());
            test.Client.MessageReceived += (c, m) => throw new InvalidCastException();
            RawPeer peer = test.Open();
            peer.Send(Frames.Unmasked(0x82, new byte[0]));
            test.Loop.Advance(250);
            Assert.AreEqual(1, test.Loop.ErrorCount);
            AssertComesBack(test, "binary:;again:1011::1;");
        }

        [TestMethod]
        public void NoPongCame()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            test.Loop.Advance(30000 + 10000);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
            AssertComesBack(test, "again:1006::1;");
        }

        [TestMethod]
        public void NothingWasTaken()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.Transport.Incoming.Capacity = 0;
            test.Client.Send("x");
            test.Loop.Advance(10000);
            AssertComesBack(test, "again:1006::1;");
        }

        [TestMethod]
        public void EveryFailedAttemptIsFollowedByAnother()
        {
            TestClient test = new TestClient(Options());
            int kinds = 0;
            test.Client.Reconnecting += (c, code, reason, attempt, delayMs) => kinds = kinds * 10 + (int)c.Error.Kind;

            test.Fail(failedToResolve: true);
            AwaitAttempt(test);
            test.Fail();
            AwaitAttempt(test);
            test.Loop.Advance(15000);
            Assert.IsTrue(test.Connector.IsCancelled);
            AwaitAttempt(test);
            RawPeer silent = test.Accept();
            test.Loop.Advance(10000);
            Assert.AreEqual(1, silent.Transport.Peer.CloseCount);
            AwaitAttempt(test);
            test.Accept().Transport.Reset();
            test.Loop.Run();
            AwaitAttempt(test);
            RawPeer refusing = test.Accept();
            refusing.SendText("HTTP/1.1 503 Service Unavailable\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual(503, test.Client.Error.Status);
            Assert.AreEqual(1, refusing.Transport.Peer.CloseCount);
            AwaitAttempt(test);
            test.Accept().SendText("SMTP\r\n\r\n");
            test.Loop.Run();

            string log = string.Empty;
            for (int i = 1; i <= 7; i++)
            {
                log += "again:1006::" + i.ToString() + ";";
            }

            Assert.AreEqual(log, test.TakeLog());
            int[] expected =
            {
                (int)WsErrorKind.NotResolved, (int)WsErrorKind.NotConnected, (int)WsErrorKind.TimedOut, (int)WsErrorKind.TimedOut,
                (int)WsErrorKind.ConnectionLost, (int)WsErrorKind.Refused, (int)WsErrorKind.InvalidHandshake,
            };
            int all = 0;
            foreach (int kind in expected)
            {
                all = all * 10 + kind;
            }

            Assert.AreEqual(all, kinds);
            AssertComesBack(test, string.Empty);
            Assert.IsNull(test.Client.Error);
        }

        [TestMethod]
        public void WhenTheAttemptsAreUsedUpTheClientIsOver()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, MaxReconnects = 2 });
            for (int i = 0; i < 3; i++)
            {
                test.Fail();
                AwaitAttempt(test);
            }

            AssertOver(test, "again:1006::1;again:1006::2;closed:1006:;", WsErrorKind.NotConnected, 3);
        }

        [TestMethod]
        public void AnOpeningAloneDoesNotBringTheAttemptsBack()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, MaxReconnects = 2 });
            for (int i = 0; i < 3; i++)
            {
                RawPeer peer = test.Answer();
                test.Loop.Advance(29950);
                peer.Send(Frames.Unmasked(0x88, Bytes.FromHex("0FA0")));
                peer.Transport.Close();
                test.Loop.Run();
                AwaitAttempt(test);
            }

            Assert.AreEqual("open;again:4000::1;open;again:4000::2;open;closed:4000:;", test.TakeLog());
            Assert.AreEqual(WsConnectionState.Closed, test.Client.State);
            Assert.IsNull(test.Client.Error);
        }

        [TestMethod]
        public void AConnectionThatLastedDoes()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = 1000, MaxReconnects = 2, HeartbeatInterval = 0 };
            TestClient test = new TestClient(options);
            for (int i = 0; i < 5; i++)
            {
                RawPeer peer = test.Answer();
                test.Loop.Advance(30000);
                test.Lose(peer);
                Assert.AreEqual("open;again:1006::1;", test.TakeLog());
                Assert.IsTrue(test.LastDelay <= 1000);
                AwaitAttempt(test);
            }
        }

        [TestMethod]
        public void CloseWhileItWaits()
        {
            TestClient test = new TestClient(Options());
            test.Lose(test.Open());
            test.Loop.Advance(100);
            test.Client.Close();
            Assert.AreEqual("again:1006::1;", test.TakeLog());
            AssertOver(test, "closed:1006:;", WsErrorKind.Cancelled, 1);
        }

        [TestMethod]
        public void CloseWhileItConnectsAgain()
        {
            TestClient test = new TestClient(Options());
            test.Fail(failedToResolve: true);
            AwaitAttempt(test);
            test.Client.Close();
            AssertOver(test, "again:1006::1;closed:1006:;", WsErrorKind.Cancelled, 2);
            Assert.IsTrue(test.Connector.IsCancelled);
        }

        [TestMethod]
        public void CloseWhileItShakesHandsAgain()
        {
            TestClient test = new TestClient(Options());
            test.Lose(test.Open());
            AwaitAttempt(test);
            RawPeer peer = test.Accept();
            test.Client.Close();
            AssertOver(test, "again:1006::1;closed:1006:;", WsErrorKind.Cancelled, 2);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
        }

        [TestMethod]
        public void CloseWhenItIsOpen()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            test.Client.Close(4000, "enough");
            Assert.AreEqual("close:4000:enough;", FrameText.Describe(peer.Read(), true));
            test.Lose(peer);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.IsNull(test.Client.Error);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
            test.Loop.Advance(100000);
            Assert.AreEqual(1, test.Connector.Attempts);
        }

        [TestMethod]
        public void CloseWhenItIsClosingAlready()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();
            peer.SendHex("880203E8");
            test.Loop.Run();
            Assert.AreEqual(WsConnectionState.Closing, test.Client.State);
            test.Client.Close();
            test.Loop.Advance(100000);
            Assert.AreEqual("closed:1000:;", test.TakeLog());
            Assert.AreEqual(1, test.Connector.Attempts);
        }

        [TestMethod]
        public void CloseInReconnecting()
        {
            TestClient test = new TestClient(Options());
            test.Client.Reconnecting += (c, code, reason, attempt, delayMs) => c.Close();
            test.Lose(test.Open());
            AssertOver(test, "again:1006::1;closed:1006:;", WsErrorKind.Cancelled, 1);
        }

        [TestMethod]
        public void CloseInOpened()
        {
            TestClient test = new TestClient(Options());
            int openings = 0;
            test.Client.Opened += c =>
            {
                if (++openings == 2)
                {
                    c.Close();
                }
            };
            test.Lose(test.Open());
            AwaitAttempt(test);
            RawPeer peer = test.Answer();
            Assert.AreEqual("close:1000:;", FrameText.Describe(peer.Read(), true));
            test.Loop.Advance(100000);
            Assert.AreEqual("again:1006::1;open;closed:1006:;", test.TakeLog());
            Assert.AreEqual(2, test.Connector.Attempts);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void ReconnectingThatThrowsChangesNothing()
        {
            TestClient test = new TestClient(Options());
            test.Client.Reconnecting += (c, code, reason, attempt, delayMs) => throw new InvalidCastException();
            test.Lose(test.Open());
            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreSame(test.Client, test.Loop.LastErrorSource);
            AssertComesBack(test, "again:1006::1;");
        }

        [TestMethod]
        public void OpenedThatThrowsIsFollowedByAnother()
        {
            TestClient test = new TestClient(Options());
            bool throws = true;
            test.Client.Opened += c =>
            {
                if (throws)
                {
                    throw new InvalidCastException();
                }
            };
            test.Open();
            test.Loop.Advance(250);
            throws = false;
            AssertComesBack(test, "again:1011::1;");
        }

        [TestMethod]
        public void NothingOfTheOldMessageReachesTheNewConnection()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Open();

            // The beginning of a message in a fragment, and the first byte of the next header.
            peer.Send(Frames.Unmasked(0x01, Bytes.FromText("old")));
            peer.SendHex("80");
            test.Loop.Run();
            int kept = test.Loop.Resources.Pool.KeptBytes;
            test.Lose(peer);
            Assert.AreEqual(kept + 3, test.Loop.Resources.Pool.KeptBytes);
            AwaitAttempt(test);
            peer = test.Answer();
            test.TakeLog();

            peer.Send(Frames.Unmasked(0x81, Bytes.FromText("new")));
            Assert.AreEqual("text:new;", test.Run());
        }

        [TestMethod]
        public void APingOfTheOldConnectionIsForgotten()
        {
            TestClient test = new TestClient(Options());
            int pongs = 0;
            RawPeer peer = test.Open();
            int tag = test.Client.Ping(5000, t => pongs++);
            test.Lose(peer);
            Assert.AreEqual(0, test.Client.Ping());
            AwaitAttempt(test);
            peer = test.Answer();
            test.TakeLog();
            peer.Send(Frames.Unmasked(0x8A, new byte[] { 0, 0, 0, (byte)tag }));
            test.Loop.Advance(6000);
            Assert.AreEqual(0, pongs);
            Assert.AreEqual(string.Empty, test.TakeLog());

            // Nor can a late pong be taken for that of a new ping.
            Assert.AreNotEqual(tag, test.Client.Ping(5000));
        }

        [TestMethod]
        public void TheSubprotocolIsThatOfTheNewConnection()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, Protocols = new string[] { "a" } });
            RawPeer peer = test.Accept();
            string answer = TestClient.CreateAnswer(peer.ReadText());
            peer.SendText(answer.Substring(0, answer.Length - 2) + "Sec-WebSocket-Protocol: a\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual("a", test.Client.Protocol);
            test.Lose(peer);
            Assert.AreEqual(string.Empty, test.Client.Protocol);
            AwaitAttempt(test);
            test.Answer();
            Assert.AreEqual(string.Empty, test.Client.Protocol);
        }

        [TestMethod]
        public void EveryAttemptHasAKeyAndItsTimesOfItsOwn()
        {
            TestClient test = new TestClient(Options());
            RawPeer peer = test.Accept();
            string first = peer.ReadText();
            peer.SendText("HTTP/1.1 101 Swi");
            test.Loop.Advance(9950);
            test.Lose(peer);
            AwaitAttempt(test);
            test.Loop.Advance(14950);
            peer = test.Accept();
            string second = peer.ReadText();
            Assert.AreNotEqual(first, second);
            Assert.AreEqual(first.Length, second.Length);
            test.Loop.Advance(9950);
            Assert.AreEqual("again:1006::1;", test.TakeLog());
            peer.SendText(TestClient.CreateAnswer(second));
            Assert.AreEqual("open;", test.Run());
        }

        [TestMethod]
        public void ManyClientsDoNotComeBackAllAtOnce()
        {
            const int Count = 20;
            TestLoop loop = new TestLoop();
            WsClientOptions options = new WsClientOptions { Scheduler = loop.Scheduler, ReconnectDelay = 10000 };
            MemoryConnector[] connectors = new MemoryConnector[Count];
            int earliest = int.MaxValue;
            int latest = 0;
            int told = 0;
            for (int i = 0; i < Count; i++)
            {
                connectors[i] = new MemoryConnector();
                WsClient client = WsClient.Create(WsUrl.Parse("ws://server.example.com/"), options, connectors[i]);
                client.Reconnecting += (c, code, reason, attempt, delayMs) =>
                {
                    told++;
                    earliest = delayMs < earliest ? delayMs : earliest;
                    latest = delayMs > latest ? delayMs : latest;
                };
                connectors[i].Fail(new Exception(), false);
            }

            loop.Run();
            Assert.AreEqual(Count, told);
            Assert.IsTrue(earliest >= 5000 && latest <= 10000);

            // All in a fifth of the time has a chance of one in 10,000,000,000.
            Assert.IsTrue(latest - earliest > 1000);
            loop.Advance(latest);
            foreach (MemoryConnector connector in connectors)
            {
                Assert.AreEqual(2, connector.Attempts);
            }
        }

        private static WsClientOptions Options()
        {
            WsClientOptions options = new WsClientOptions { ReconnectDelay = 1000 };
            return options;
        }

        /// <summary>Lets the announced time go by.</summary>
        private static void AwaitAttempt(TestClient test) => test.Loop.Advance(test.LastDelay);

        /// <summary>Checks how the loss was told, and that another connection follows.</summary>
        private static void AssertComesBack(TestClient test, string log)
        {
            Assert.AreEqual(log, test.Run());
            AwaitAttempt(test);
            RawPeer peer = test.Answer();
            Assert.AreEqual("open;", test.TakeLog());
            Assert.IsTrue(test.Client.Send("x"));
            Assert.AreEqual("text:x;", FrameText.Describe(peer.Read(), true));

            // It is as good as the first, to its end.
            peer.Send(Frames.Unmasked(0x89, new byte[0]));
            test.Loop.Run();
            Assert.AreEqual("pong:;", FrameText.Describe(peer.Read(), true));
            test.Lose(peer);
            Assert.StartsWith("ping:;again:1006::", test.TakeLog());
        }

        /// <summary>Checks how the end was told, and that nothing follows.</summary>
        private static void AssertOver(TestClient test, string log, WsErrorKind kind, int attempts)
        {
            Assert.AreEqual(log, test.Run());
            Assert.AreEqual((int)kind, (int)test.Client.Error.Kind);
            Assert.AreEqual(WsConnectionState.Closed, test.Client.State);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
            test.Loop.Advance(100000);
            Assert.AreEqual(string.Empty, test.TakeLog());
            Assert.AreEqual(attempts, test.Connector.Attempts);
        }
    }
}
