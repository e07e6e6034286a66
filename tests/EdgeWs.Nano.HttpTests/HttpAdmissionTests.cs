using EdgeWs.Nano.Http;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Clients of a host that stall in every way there is: nobody else waits for them for long.</summary>
    [TestClass]
    public class HttpAdmissionTests
    {
        private const string SlowBody = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4096\r\n\r\nx";

        [TestMethod]
        public void SilentClientsThatComeBackKeepNobodyOut()
        {
            CheckService(new TestHost(), 20, string.Empty);
        }

        [TestMethod]
        public void SlowBodiesThatComeBackKeepNobodyOut()
        {
            CheckService(new TestHost(), 4, SlowBody);
            CheckService(new TestHost(), 10, SlowBody);
        }

        [TestMethod]
        public void SlowHeadsThatComeBackKeepNobodyOut()
        {
            CheckService(new TestHost(), 10, "GET / HT");
        }

        [TestMethod]
        public void RefusedClientsThatStayKeepNobodyOut()
        {
            CheckService(new TestHost(), 20, "nonsense\r\n\r\n");
        }

        [TestMethod]
        public void WhoIsAnsweredAndStaysKeepsNobodyOut()
        {
            CheckService(new TestHost(), 20, TestHost.Get("/"));
        }

        [TestMethod]
        public void SlowReadersKeepNobodyOut()
        {
            TestHost test = new TestHost(null, (host, exchange) => exchange.Respond(200, null, new byte[exchange.Path == "/large" ? 30000 : 1]));
            RawPeer[] slow = new RawPeer[8];
            for (int i = 0; i < slow.Length; i++)
            {
                slow[i] = AskForLarge(test);
            }

            test.Loop.Advance(100);
            RawPeer peer = test.Connect(TestHost.Get("/"));
            byte[] taken = new byte[5];
            for (int time = 0; time < 2000 && peer.Transport.Incoming.Count == 0; time += 50)
            {
                for (int i = 0; i < slow.Length; i++)
                {
                    // A hundred bytes a second.
                    slow[i].Transport.Receive(taken, 0, taken.Length);
                }

                test.Loop.Advance(50);
            }

            Assert.StartsWith("HTTP/1.1 200 ", peer.ReadText());
        }

        [TestMethod]
        public void AReaderThatKeepsUpIsNotHurried()
        {
            TestHost test = new TestHost(
                new HttpHostOptions { MaxRequests = 1 },
                (host, exchange) => exchange.Respond(200, null, new byte[exchange.Path == "/large" ? 30000 : 1]));
            RawPeer steady = AskForLarge(test);
            test.Loop.Run();
            RawPeer peer = test.Connect(TestHost.Get("/"));
            int total = 0;
            while (peer.Transport.Incoming.Count == 0)
            {
                total += steady.Read().Length;
                test.Loop.Advance(100);
            }

            Assert.AreEqual("HTTP/1.1 200 \r\nConnection: close\r\nContent-Length: 30000\r\n\r\n".Length + 30000, total + steady.Read().Length);
        }

        [TestMethod]
        public void MoreRequestsAtOnceThanPlacesAreAllAnswered()
        {
            TestHost test = new TestHost();
            RawPeer[] peers = new RawPeer[12];
            for (int i = 0; i < peers.Length; i++)
            {
                peers[i] = test.Connect(TestHost.Get("/"));
            }

            test.Loop.Advance(500);
            foreach (RawPeer peer in peers)
            {
                Assert.EndsWith("GET /  ", peer.ReadText());
            }
        }

        [TestMethod]
        public void AChannelTakesNoPlaceOfTheHost()
        {
            TestHost test = new TestHost(new HttpHostOptions { MaxRequests = 1 });
            RawPeer channel = test.Connect(RawPeer.Request);
            test.Loop.Run();
            Assert.AreEqual(RawPeer.Answer, channel.ReadText());
            Assert.AreEqual(0, test.Host.RequestCount);
            Assert.AreEqual(TestHost.Text("GET /  ", "Connection: close\r\n"), test.Ask(TestHost.Get("/")));
            channel.Send(Frames.Masked(0x88, new byte[] { 3, 232 }));
            test.Loop.Run();
            Assert.AreEqual("880203E8", channel.ReadHex().ToUpper());
        }

        [TestMethod]
        public void FramesBehindTheRequestAreReceivedAndRefusalsAreTheServers()
        {
            TestHost test = new TestHost();
            test.Server.Connected += (s, c) => c.MessageReceived += (channel, message) => channel.Send(message);
            RawPeer peer = test.Connect();
            peer.Send(Bytes.Concat(Bytes.FromText(RawPeer.Request), Frames.Masked(0x81, Bytes.FromText("hi"))));
            test.Loop.Run();
            Assert.AreEqual(Bytes.ToHex(Bytes.FromText(RawPeer.Answer)) + "81026869", peer.ReadHex());

            Assert.StartsWith("HTTP/1.1 426 ", test.Ask(TestHost.Get("/chat", "Upgrade: websocket\r\n")));
            test.Host.Remove(test.Server);
            Assert.EndsWith("GET /chat  ", test.Ask(RawPeer.Request));
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WhoIsRefusedBecauseAHandlerStopsTheHostGetsNoChannel(bool replaces)
        {
            TestHost test = new TestHost();
            test.Server.Options.MaxChannels = 1;
            if (replaces)
            {
                test.Server.Connecting += (s, h) => h.Replace();
                test.Server.Connected += (s, c) => c.Closed += (channel, code, reason) => test.Host.Stop();
                test.Connect(RawPeer.Request);
                test.Loop.Run();
            }
            else
            {
                test.Server.Connecting += (s, h) => test.Host.Stop();
            }

            Assert.AreEqual(RawPeer.Refusal(503), test.Ask(RawPeer.Request));
        }

        private static RawPeer AskForLarge(TestHost test)
        {
            RawPeer peer = test.Connect();
            peer.Transport.Incoming.Capacity = 5000;
            peer.SendText(TestHost.Get("/large"));
            return peer;
        }

        /// <summary>Has clients of one kind come back whenever they are dropped: a request and an upgrade are served within two seconds, every time.</summary>
        private static void CheckService(TestHost test, int count, string beginning)
        {
            RawPeer[] others = new RawPeer[count];
            for (int i = 0; i < count; i++)
            {
                others[i] = test.Connect(beginning);
            }

            for (int round = 0; round < 6; round++)
            {
                bool isUpgrade = round % 2 == 1;
                RawPeer peer = test.Connect(isUpgrade ? RawPeer.Request : TestHost.Get("/served"));
                for (int time = 0; time < 2000; time += 50)
                {
                    for (int i = 0; i < count; i++)
                    {
                        if (others[i].Transport.Peer.CloseCount > 0)
                        {
                            others[i] = test.Connect(beginning);
                        }
                    }

                    test.Loop.Advance(50);
                    Assert.IsTrue(test.Host.RequestCount <= 8);
                }

                Assert.Contains(isUpgrade ? "101" : "GET /served", peer.ReadText());
                peer.Transport.Close();
                test.Loop.Run();
            }
        }
    }
}
