using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Servers for one path, and for all paths that begin alike; and room that a program makes for a client.</summary>
    [TestClass]
    public class ServerPathTests
    {
        [TestMethod]
        public void AStarStandsForTheRestOfThePath()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop, "/ocpp/*", 9);
            string rests = string.Empty;
            server.Connecting += (s, h) => rests += h.PathRest + "|";
            server.Connected += (s, c) => rests += c.PathRest + "|";
            Assert.AreEqual("101", Ask(loop, server, "/ocpp/CP-1"));
            Assert.AreEqual("101", Ask(loop, server, "/ocpp/a/b%2F?c=/d"));
            Assert.AreEqual("101", Ask(loop, server, "http://h/ocpp/x"));
            Assert.AreEqual("CP-1|CP-1|a/b%2F|a/b%2F|x|x|", rests);
            Assert.AreEqual("404", Ask(loop, server, "/ocpp/"));
            Assert.AreEqual("404", Ask(loop, server, "/ocpp"));
            Assert.AreEqual("404", Ask(loop, server, "/OCPP/x"));
            Assert.AreEqual("404", Ask(loop, server, "/a/ocpp/x"));
        }

        [TestMethod]
        public void AnExactPathHasNoRest()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop, "/chat", 9);
            string rest = null;
            server.Connecting += (s, h) => rest = h.PathRest;
            Assert.AreEqual("101", Ask(loop, server, "/chat"));
            Assert.AreEqual(string.Empty, rest);
            Assert.AreEqual("404", Ask(loop, server, "/chat/x"));

            // A star elsewhere is a letter as any other.
            server = Create(loop, "/a*", 9);
            Assert.AreEqual("101", Ask(loop, server, "/a*"));
            Assert.AreEqual("404", Ask(loop, server, "/ab"));
        }

        [TestMethod]
        public void AFullServerAsksTheProgram()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop, "/*", 2);
            string log = string.Empty;
            server.Connecting += (s, h) =>
            {
                log += h.IsFull ? "full;" : "free;";
                if (h.Query == "oldest")
                {
                    h.Replace();
                }
                else if (h.Query == "refused")
                {
                    h.Replace();
                    h.Refuse(403);
                }
            };
            server.Connected += (s, c) =>
            {
                log += "open " + c.PathRest + ";";
                c.Closed += (channel, code, reason) => log += "closed " + c.PathRest + " " + code.ToString() + ";";
            };
            Assert.AreEqual("101", Ask(loop, server, "/1"));
            Assert.AreEqual("101", Ask(loop, server, "/2?oldest"));
            Assert.AreEqual("503", Ask(loop, server, "/3"));
            Assert.AreEqual("403", Ask(loop, server, "/4?refused"));
            Assert.AreEqual("free;open 1;free;open 2;full;full;", log);

            log = string.Empty;
            Assert.AreEqual("101", Ask(loop, server, "/5?oldest"));
            Assert.AreEqual("full;closed 1 1006;open 5;", log);
            Assert.AreEqual(2, server.ChannelCount);
        }

        [TestMethod, DataRow(false, false), DataRow(true, false), DataRow(true, true)]
        public void WhoMakesRoomIsToldSoAndHasTheTimeOfARefusedClient(bool answers, bool closes)
        {
            TestServer test = new TestServer(new WsServerOptions { MaxChannels = 1 });
            test.Server.Connecting += (s, h) => h.Replace(test.Channel);
            RawPeer first = test.Open();
            RawPeer second = test.Open();
            Assert.AreEqual("880203F0", first.ReadHex().ToUpper());
            Assert.AreEqual(1, test.Server.ChannelCount);
            if (answers)
            {
                first.Send(Frames.Masked(0x88, Bytes.FromHex("03F0")));
            }

            if (closes)
            {
                first.Transport.Close();
            }

            // The platform is to keep nothing for one that does not answer.
            test.Loop.Advance(closes ? 0 : 950);
            Assert.AreEqual(closes, first.IsEnded);
            test.Loop.Advance(50);
            Assert.IsTrue(first.IsEnded);
            Assert.AreEqual(!answers, first.Transport.Peer.IsAborted);
            Assert.IsFalse(second.IsEnded);
        }

        private static WsServer Create(TestLoop loop, string path, int maxChannels)
        {
            return WsServer.Create(path, new WsServerOptions { Scheduler = loop.Scheduler, MaxChannels = maxChannels });
        }

        /// <returns>The status of the answer.</returns>
        private static string Ask(TestLoop loop, WsServer server, string target)
        {
            RawPeer peer = new RawPeer(MemoryTransport.CreatePair());
            string request = RawPeer.Request;
            byte[] received = Bytes.FromText("GET " + target + request.Substring("GET /chat".Length));
            loop.Scheduler.Post(() => server.Adopt(peer.Transport.Peer, received));
            loop.Run();
            return peer.ReadText().Substring("HTTP/1.1 ".Length, 3);
        }
    }
}
