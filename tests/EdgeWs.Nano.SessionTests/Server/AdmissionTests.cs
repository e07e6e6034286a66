using System.Net;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Who may be on the way in, and who makes way for whom.</summary>
    [TestClass]
    public class AdmissionTests
    {
        private const string Partial = "GET /chat HTTP/1.1\r\n";
        private const string OldVersion = "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 12\r\n\r\n";

        [TestMethod]
        public void ASilentClientMakesWayAfterAQuarterOfASecond()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 2 });
            RawPeer first = test.Connect();
            test.Loop.Advance(100);
            RawPeer second = test.Connect();
            test.Loop.Run();
            RawPeer third = Ask(test);
            test.Loop.Advance(100);
            Assert.AreEqual(0, first.Transport.Peer.CloseCount);
            Assert.AreEqual(string.Empty, third.ReadText());

            test.Loop.Advance(50);
            Assert.AreEqual(1, first.Transport.Peer.CloseCount);
            Assert.AreEqual(RawPeer.Refusal(408), first.ReadText());
            Assert.IsTrue(first.Transport.Peer.IsAborted);
            Assert.AreEqual(RawPeer.Answer, third.ReadText());
            second.SendText(RawPeer.Request);
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, second.ReadText());
        }

        [TestMethod]
        public void ATricklingClientHasASecondFromItsFirstByte()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 1 });
            RawPeer slow = test.Connect();
            test.Loop.Advance(200);
            slow.SendText("G");
            test.Loop.Run();
            RawPeer peer = Ask(test);
            for (int i = 0; i < 19; i++)
            {
                slow.SendText("G");
                test.Loop.Advance(50);
            }

            Assert.AreEqual(0, slow.Transport.Peer.CloseCount);
            test.Loop.Advance(50);
            Assert.AreEqual(1, slow.Transport.Peer.CloseCount);
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
        }

        [TestMethod]
        public void ARefusedClientMakesWaySooner()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 1 });
            RawPeer refused = test.Connect();
            refused.SendText("nonsense\r\n\r\n");
            test.Loop.Run();
            Assert.IsTrue(refused.ReadText().IndexOf("HTTP/1.1 400 ") == 0);
            RawPeer peer = Ask(test);
            test.Loop.Advance(200);
            Assert.AreEqual(0, refused.Transport.Peer.CloseCount);
            test.Loop.Advance(50);
            Assert.AreEqual(1, refused.Transport.Peer.CloseCount);
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
        }

        [TestMethod]
        public void TheSilentMakeWayBeforeTheSlowAndTheSlowBeforeTheRefused()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 3 });
            RawPeer slow = test.Connect();
            slow.SendText(Partial);
            test.Loop.Advance(500);
            RawPeer silent = test.Connect();
            test.Loop.Advance(600);
            RawPeer refused = test.Connect();
            refused.SendText("nonsense\r\n\r\n");
            test.Loop.Advance(300);
            Assert.AreEqual(0, slow.Transport.Peer.CloseCount + silent.Transport.Peer.CloseCount + refused.Transport.Peer.CloseCount);

            AssertMakesWay(test, silent);
            AssertMakesWay(test, slow);
            AssertMakesWay(test, refused);
        }

        [TestMethod]
        public void WhoMakesWayHoldsNothing()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 1 });
            RawPeer stuck = test.Connect();
            stuck.Transport.Incoming.Capacity = 0;
            stuck.SendText("nonsense\r\n\r\n");
            test.Loop.Advance(250);
            RawPeer peer = Ask(test);
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            Assert.AreEqual(0, test.Loop.Resources.Pool.Waiting);
            Assert.AreEqual(2, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void TwentySilentClientsThatComeBackKeepNobodyOut()
        {
            TestServer test = new TestServer();
            RawPeer[] silent = new RawPeer[20];
            for (int i = 0; i < silent.Length; i++)
            {
                silent[i] = test.Connect();
            }

            for (int round = 0; round < 5; round++)
            {
                RawPeer peer = Ask(test);
                for (int time = 0; time < 2000; time += 50)
                {
                    ComeBack(test, silent, string.Empty);
                    test.Loop.Advance(50);
                    Assert.IsTrue(test.Loop.Scheduler.Count <= 1 + 4 + 1);
                }

                Assert.AreEqual(RawPeer.Answer, peer.ReadText());
                peer.Transport.Close();
                test.Loop.Run();
            }
        }

        [TestMethod]
        public void RefusedClientsThatKeepTheirSocketsAreNeverMoreThanThereArePlaces()
        {
            TestServer test = new TestServer();
            RawPeer[] refused = new RawPeer[6];
            for (int i = 0; i < refused.Length; i++)
            {
                refused[i] = test.Connect();
                refused[i].SendText(OldVersion);
            }

            for (int time = 0; time < 10000; time += 50)
            {
                test.Loop.Advance(50);
                Assert.IsTrue(test.Loop.Scheduler.Count <= 1 + 4);
                ComeBack(test, refused, OldVersion);
            }

            RawPeer peer = Ask(test);
            test.Loop.Advance(1000);
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
        }

        [TestMethod]
        public void AnAddressThatHasAllItMayHaveReplacesItsOwnOnly()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakesPerAddress = 2 });
            RawPeer other = ConnectFrom(test, "10.0.0.2");
            test.Loop.Advance(300);
            RawPeer first = ConnectFrom(test, "10.0.0.1");
            RawPeer second = ConnectFrom(test, "10.0.0.1");
            RawPeer third = ConnectFrom(test, "10.0.0.1");
            test.Loop.Run();
            Assert.AreEqual(1, third.Transport.Peer.CloseCount);

            test.Loop.Advance(250);
            RawPeer fourth = ConnectFrom(test, "10.0.0.1");
            test.Loop.Run();
            Assert.AreEqual(1, first.Transport.Peer.CloseCount);
            Assert.AreEqual(0, second.Transport.Peer.CloseCount + fourth.Transport.Peer.CloseCount + other.Transport.Peer.CloseCount);
        }

        [TestMethod]
        public void WithoutASocketForThemClientsAreNotAskedForAgainAtOnce()
        {
            TestServer test = new TestServer();
            RawPeer silent = test.Connect();
            test.Loop.Advance(300);
            test.Listener.IsOutOfSockets = true;
            RawPeer peer = Ask(test);
            int before = test.Listener.AcceptCount;
            test.Loop.Advance(50);
            Assert.AreEqual(before + 1, test.Listener.AcceptCount);
            Assert.AreEqual(1, silent.Transport.Peer.CloseCount);
            test.Loop.Advance(450);
            Assert.AreEqual(before + 6, test.Listener.AcceptCount);

            test.Listener.IsOutOfSockets = false;
            test.Loop.Advance(100);
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WhoCannotBeLetInEndsNoWait(bool isFull)
        {
            TestServer test = new TestServer(new WsServerOptions { MaxHandshakes = 1 });
            test.Loop.Scheduler.MaxIdleWait = 1;
            test.Listener.IsOutOfSockets = !isFull;
            if (isFull)
            {
                test.Connect();
            }

            test.Loop.Run();
            test.Loop.Scheduler.Poll();
            Assert.AreEqual(1, test.Listener.WaitCount);

            // It stays in the queue, and the listener readable.
            test.Connect();
            test.Loop.Scheduler.Poll();
            Assert.AreEqual(1, test.Listener.WaitCount);
        }

        private static void AssertMakesWay(TestServer test, RawPeer peer)
        {
            RawPeer next = Ask(test);
            test.Loop.Run();
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
            Assert.AreEqual(RawPeer.Answer, next.ReadText());

            // Keeps its place, but has just begun to.
            RawPeer refused = test.Connect();
            refused.SendText("nonsense\r\n\r\n");
            test.Loop.Run();
        }

        private static RawPeer Ask(TestServer test)
        {
            RawPeer peer = test.Connect();
            peer.SendText(RawPeer.Request);
            return peer;
        }

        private static RawPeer ConnectFrom(TestServer test, string address)
        {
            RawPeer peer = test.Connect();
            peer.Transport.Peer.Address = new IPEndPoint(IPAddress.Parse(address), 1);
            return peer;
        }

        private static void ComeBack(TestServer test, RawPeer[] peers, string request)
        {
            for (int i = 0; i < peers.Length; i++)
            {
                if (peers[i].Transport.Peer.CloseCount > 0)
                {
                    peers[i] = test.Connect();
                    peers[i].SendText(request);
                }
            }
        }
    }
}
