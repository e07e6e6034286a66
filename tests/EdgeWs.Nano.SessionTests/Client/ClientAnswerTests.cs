using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What a client makes of the server's answer.</summary>
    [TestClass]
    public class ClientAnswerTests
    {
        private const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";

        [TestMethod]
        public void AValidAnswerOpensTheConnection()
        {
            TestClient test = new TestClient();
            Assert.AreEqual(WsConnectionState.Connecting, test.Client.State);
            RawPeer peer = test.Accept();
            Assert.AreEqual(WsConnectionState.Connecting, test.Client.State);
            Assert.IsFalse(test.Client.Send("too early"));
            Assert.AreEqual(0, test.Client.Ping());

            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            Assert.AreEqual("open;", test.Run());
            Assert.AreEqual(WsConnectionState.Open, test.Client.State);
            Assert.AreEqual(string.Empty, test.Client.Protocol);
            Assert.IsNull(test.Client.Error);
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void AnAnswerMayComeByteByByte()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            byte[] answer = Bytes.FromText(TestClient.CreateAnswer(peer.ReadText()));
            for (int i = 0; i < answer.Length; i++)
            {
                Assert.AreEqual(string.Empty, test.TakeLog());
                peer.Send(Bytes.Part(answer, i, 1));
                test.Loop.Advance(20);
            }

            Assert.AreEqual("open;", test.TakeLog());
        }

        [TestMethod]
        public void FramesThatCameWithTheAnswerAreNotLost()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            byte[] answer = Bytes.FromText(TestClient.CreateAnswer(peer.ReadText()));
            byte[] hello = Frames.Unmasked(0x81, Bytes.FromText("Hello"));
            peer.Send(Bytes.Concat(Bytes.Concat(answer, hello), Bytes.Part(hello, 0, 3)));
            Assert.AreEqual("open;text:Hello;", test.Run());

            peer.Send(Bytes.Part(hello, 3, 4));
            Assert.AreEqual("text:Hello;", test.Run());
        }

        [TestMethod]
        public void ACloseFrameThatCameWithTheAnswerClosesAfterOpening()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            byte[] answer = Bytes.FromText(TestClient.CreateAnswer(peer.ReadText()));
            peer.Send(Bytes.Concat(answer, Frames.Unmasked(0x88, Bytes.FromHex("03F0"))));
            peer.Transport.Close();
            Assert.AreEqual("open;closed:1008:;", test.Run());
            Assert.IsNull(test.Client.Error);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void MasksWithTheKeyOfTheExample()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Open();
            Assert.IsTrue(test.Client.Send("Hello"));
            Assert.AreEqual("818537FA213D7F9F4D5158", peer.ReadHex());

            test.Client.Close();
            Assert.AreEqual("888237FA213D3412", peer.ReadHex());
        }

        [TestMethod]
        public void EveryFrameHasAMaskingKeyOfItsOwn()
        {
            IoScheduler scheduler = new IoScheduler(new ManualClock(0));
            WsClientOptions options = new WsClientOptions { Scheduler = scheduler };
            MemoryConnector connector = new MemoryConnector();
            MemoryTransport transport = MemoryTransport.CreatePair();
            RawPeer peer = new RawPeer(transport.Peer);
            WsClient client = WsClient.Create(WsUrl.Parse("ws://h/"), options, connector);
            connector.Connect(transport);
            scheduler.Poll(0);
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            scheduler.Poll(0);

            client.Send("Hello");
            string one = peer.ReadHex();
            client.Send("Hello");
            string other = peer.ReadHex();
            Assert.AreEqual("8185", one.Substring(0, 4));
            Assert.AreNotEqual(one.Substring(4, 8), other.Substring(4, 8));
            Assert.AreNotEqual("00000000", one.Substring(4, 8));
        }

        [TestMethod]
        public void OtherStatusesAreRefusals()
        {
            int[] statuses = { 200, 204, 301, 302, 400, 401, 403, 404, 426, 500, 503 };
            foreach (int status in statuses)
            {
                AssertFails(WsErrorKind.Refused, status, "HTTP/1.1 " + status.ToString() + " Because\r\n\r\n");
            }

            AssertFails(WsErrorKind.Refused, 401, "HTTP/1.1 401\r\nContent-Length: 5\r\n\r\nhello");
            AssertFails(WsErrorKind.Refused, 503, "HTTP/1.1 503 \r\n" + Upgrade + "\r\n");
        }

        [TestMethod]
        public void InterimAnswersArePassedOver()
        {
            string[] interims =
            {
                "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n", "HTTP/1.1 199\r\n\r\n",
            };
            string all = string.Empty;
            foreach (string interim in interims)
            {
                AssertOpens(interim);
                AssertFails(WsErrorKind.Refused, 404, interim + "HTTP/1.1 404 Not Found\r\n\r\n");
                AssertFails(WsErrorKind.InvalidHandshake, 0, interim + "hello\r\n\r\n");
                all += interim;
            }

            AssertOpens(all + all);
        }

        [TestMethod]
        public void InterimAnswersDoNotMoveTheDeadline()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            peer.ReadText();
            for (int i = 0; i < 9; i++)
            {
                Assert.AreEqual(string.Empty, test.TakeLog());
                peer.SendText("HTTP/1.1 102 Processing\r\n\r\n");
                test.Loop.Advance(1000);
            }

            peer.SendText("HTTP/1.1 102 Processing\r\n\r\n");
            test.Loop.Advance(1000);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual((int)WsErrorKind.TimedOut, (int)test.Client.Error.Kind);
        }

        [TestMethod]
        public void InterimAnswersWithoutEndDoNotHoldTheClient()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            peer.ReadText();

            // There is always something to read, so no pass is idle.
            int passes = 0;
            while (test.Client.State == WsConnectionState.Connecting && passes < 200)
            {
                peer.SendText("HTTP/1.1 100 Continue\r\n\r\n");
                test.Loop.Clock.Advance(100);
                test.Loop.Scheduler.Poll(0);
                passes++;
            }

            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual((int)WsErrorKind.TimedOut, (int)test.Client.Error.Kind);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void OtherAnswersAreNoHandshakes()
        {
            // What makes a handshake valid is for ClientHandshakeTests.
            string[] answers =
            {
                "HTTP/1.0 101 Switching Protocols\r\n\r\n", "hello\r\n\r\n", "\u0015\u0003\u0001", "HTTP/1.1 101 x\r\nno colon\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n" + Upgrade + "\r\n",
            };
            foreach (string answer in answers)
            {
                AssertFails(WsErrorKind.InvalidHandshake, 0, answer);
            }

            // One that does not fit could be an extension that is not agreed on.
            AssertFails(WsErrorKind.InvalidHandshake, 0, "HTTP/1.1 101 x\r\nSec-WebSocket-Extensions: " + new string('x', 5000) + "\r\n\r\n");
            string line = "X: " + new string('x', 1000) + "\r\n";
            for (int i = 0; i < 6; i++)
            {
                line += line;
            }

            AssertFails(WsErrorKind.InvalidHandshake, 0, "HTTP/1.1 101 x\r\n" + line);
            AssertFails(WsErrorKind.Refused, 200, "HTTP/1.1 200 OK\r\n" + line);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(100000)]
        public void WhatAClientDoesNotNeedMayHaveAnySize(int piece)
        {
            string fields = "Set-Cookie: s=" + new string('c', 4096) + "\r\nContent-Security-Policy: " + new string('p', 2400) + "\r\n img *;\r\n\tfont *\r\n";
            for (int i = 0; i < 70; i++)
            {
                fields += "X-Field-" + i.ToString() + ":" + i.ToString() + "\r\n";
            }

            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            string answer = TestClient.CreateAnswer(peer.ReadText());
            byte[] bytes = Bytes.FromText(answer.Substring(0, answer.Length - 2) + fields + "\r\n");
            for (int at = 0; at < bytes.Length; at += piece)
            {
                peer.Send(Bytes.Part(bytes, at, piece < bytes.Length - at ? piece : bytes.Length - at));
                test.Loop.Run();
            }

            Assert.AreEqual("open;", test.TakeLog());
        }

        [TestMethod]
        [DataRow("HTTP/1.1 302 Found\nLocation: /x\n\n", 302, "/x")]
        [DataRow("HTTP/1.1 302 Found\r\nlocation:/y \r\nContent-Length: 0\r\n\r\n", 302, "/y")]
        [DataRow("HTTP/1.0 503 Busy\r\nno field\r\nLocation: /z\r\n\r\n", 503, "/z")]
        [DataRow("HTTP/1.1 403 \u00E9\r\nX: y\r\n\r\n", 403, "")]
        public void ARefusalIsToldWhateverItLooksLike(string answer, int status, string location)
        {
            TestClient test = new TestClient();
            test.Accept().SendText(answer);
            test.Loop.Run();
            CheckRefusal(test, status, location);
        }

        [TestMethod]
        public void ARefusalIsToldHoweverLongItsFieldsAre()
        {
            string location = "https://portal.example/login?q=" + new string('q', 2200);
            string head = "HTTP/1.1 302 Found\r\nSet-Cookie: " + new string('c', 3000) + "\r\nLocation: " + location + "\r\n";
            TestClient test = new TestClient();
            test.Accept().SendText("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nRetry-After: 5\r\nX: y\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual("5", test.Client.Error.Headers["Retry-After"]);
            Assert.IsNull(test.Client.Error.Headers["X"]);
            CheckRefusal(test, 302, location);

            // So are many small ones.
            string many = "HTTP/1.1 302 Found\r\n";
            for (int i = 0; i < 400; i++)
            {
                many += "Set-Cookie:" + i.ToString() + "\r\n";
            }

            test = new TestClient();
            test.Accept().SendText(many + "\r\n");
            test.Loop.Run();
            Assert.IsTrue(test.Client.Error.Headers.Count > 200 && test.Client.Error.Headers.Count < 350);
            CheckRefusal(test, 302, string.Empty);

            // Both together are more than is kept.
            test = new TestClient();
            test.Accept().SendText(head + "WWW-Authenticate: Basic\r\n\r\n");
            test.Loop.Run();
            Assert.AreEqual("Basic", test.Client.Error.Headers["WWW-Authenticate"]);
            CheckRefusal(test, 302, string.Empty);
        }

        [TestMethod]
        public void ARefusalIsToldWhereItsEndIsMissing()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 401 Unauthorized\r\nLocation: /in\r\nSet-Coo");
            peer.Transport.Close();
            test.Loop.Run();
            CheckRefusal(test, 401, "/in");

            test = new TestClient();
            test.Accept().SendText("HTTP/1.1 401 Unauthorized\r\nLocation: /in\r\n");
            test.Loop.Advance(20000);
            CheckRefusal(test, 401, "/in");
        }

        /// <summary>As where a request is too large, or one too many.</summary>
        [TestMethod, DataRow(false), DataRow(true)]
        public void ARefusalIsToldWhereTheRequestIsNotTaken(bool isBegun)
        {
            TestClient test = new TestClient();
            MemoryTransport transport = MemoryTransport.CreatePair();
            transport.Peer.Incoming.Capacity = 10;
            RawPeer peer = isBegun ? test.Accept(transport) : new RawPeer(transport.Peer);
            peer.SendText("HTTP/1.1 431 Too Large\r\nLocation: /z\r\n\r\n");
            transport.Peer.Incoming.Close();
            if (!isBegun)
            {
                test.Accept(transport);
            }

            test.Loop.Run();
            CheckRefusal(test, 431, "/z");
        }

        [TestMethod, DataRow(0), DataRow(1)]
        public void TheLimitOfTheAnswerIsAnOption(int missing)
        {
            WsClientOptions options = new WsClientOptions();
            TestClient test = new TestClient(options);
            test.Client.Connecting += c => options.MaxHandshakeSize = RawPeer.Answer.Length - missing;
            test.Answer();
            Assert.AreEqual(missing == 0 ? "open;" : "closed:1006:;", test.TakeLog());
        }

        [TestMethod]
        public void TheServerChoosesOneOfTheProtocols()
        {
            Assert.AreEqual("b", Choose("Sec-WebSocket-Protocol: b\r\n"));
            Assert.AreEqual(string.Empty, Choose(string.Empty));
            Assert.IsNull(Choose("Sec-WebSocket-Protocol: c\r\n"));
        }

        [TestMethod]
        public void AnOpenedHandlerThatThrowsClosesWith1011()
        {
            TestClient test = new TestClient();
            test.Client.Opened += c => throw new InvalidCastException();
            RawPeer peer = test.Accept();
            byte[] answer = Bytes.FromText(TestClient.CreateAnswer(peer.ReadText()));
            peer.Send(Bytes.Concat(answer, Frames.Unmasked(0x81, Bytes.FromText("Hello"))));
            test.Loop.Run();
            Assert.AreEqual("close:1011:;", FrameText.Describe(peer.Read(), true));
            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreSame(test.Client, test.Loop.LastErrorSource);

            test.Loop.Advance(300);
            Assert.AreEqual("open;closed:1011:;", test.TakeLog());
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void TheOpenedHandlerMaySendAndClose()
        {
            TestClient test = new TestClient();
            test.Client.Opened += c =>
            {
                c.Send("hello");
                c.Close(3000, "done");
            };
            RawPeer peer = test.Answer();

            Assert.AreEqual("text:hello;close:3000:done;", FrameText.Describe(peer.Read(), true));
        }

        /// <summary>Checks that what comes before the answer, in whatever pieces, does not keep the connection from opening.</summary>
        private static void AssertOpens(string before)
        {
            for (int size = 1; size < before.Length * 2; size += before.Length / 3)
            {
                TestClient test = new TestClient();
                RawPeer peer = test.Accept();
                byte[] answer = Bytes.FromText(before + TestClient.CreateAnswer(peer.ReadText()));
                for (int i = 0; i < answer.Length; i += size)
                {
                    Assert.AreEqual(string.Empty, test.TakeLog(), before);
                    peer.Send(Bytes.Part(answer, i, size < answer.Length - i ? size : answer.Length - i));
                    test.Loop.Advance(1);
                }

                Assert.AreEqual("open;", test.TakeLog(), before);
            }
        }

        private static void CheckRefusal(TestClient test, int status, string location)
        {
            Assert.AreEqual((int)WsErrorKind.Refused, (int)test.Client.Error.Kind);
            Assert.AreEqual(status, test.Client.Error.Status);
            Assert.AreEqual(location, test.Client.Error.Headers["Location"] ?? string.Empty);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
        }

        /// <summary>Checks how an answer fails.</summary>
        private static void AssertFails(WsErrorKind kind, int status, string answer)
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            peer.SendText(answer);
            test.Loop.Run();

            Assert.IsNotNull(test.Client.Error, answer);
            Assert.AreEqual((int)kind, (int)test.Client.Error.Kind, answer);
            Assert.AreEqual(status, test.Client.Error.Status, answer);
            Assert.IsNull(test.Client.Error.Exception);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(WsConnectionState.Closed, test.Client.State);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
            test.Loop.Advance(20000);
            Assert.AreEqual(string.Empty, test.TakeLog());
        }

        /// <returns>The protocol of the open connection; null when it was not opened.</returns>
        private static string Choose(string field)
        {
            TestClient test = new TestClient(new WsClientOptions { Protocols = new string[] { "a", "b" } });
            RawPeer peer = test.Accept();
            string answer = TestClient.CreateAnswer(peer.ReadText());
            peer.SendText(answer.Substring(0, answer.Length - 2) + field + "\r\n");
            test.Loop.Run();
            return test.Client.State == WsConnectionState.Open ? test.Client.Protocol : null;
        }
    }
}
