using System;
using System.Net;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Starting and stopping a server, and what its channels know.</summary>
    [TestClass]
    public class ServerLifeTests
    {
        [TestMethod]
        public void AServerThatListensHasAPort()
        {
            TestServer test = new TestServer();
            Assert.AreEqual(8000, test.Server.Port);
            Assert.AreEqual("/chat", test.Server.Path);
            Assert.AreSame(test.Options, test.Server.Options);
            Assert.IsTrue(test.Server.Start());
            Assert.IsNull(test.Server.Error);

            test.Server.Stop();
            Assert.AreEqual(-1, test.Server.Port);
            Assert.IsTrue(test.Listener.IsClosed);
        }

        [TestMethod]
        public void AServerThatIsNotStartedDoesNothing()
        {
            TestLoop loop = new TestLoop();
            WsServerOptions options = new WsServerOptions { Scheduler = loop.Scheduler };
            WsServer server = WsServer.Create("/", new IPEndPoint(new IPAddress(new byte[] { 127, 0, 0, 1 }), 0), options);
            int calls = 0;
            server.Stopped += s => calls++;
            server.Stop();
            loop.Run();

            Assert.AreEqual(-1, server.Port);
            Assert.AreEqual(0, server.ChannelCount);
            Assert.AreEqual(0, server.Broadcast("x"));
            Assert.AreEqual(0, loop.Scheduler.Count);
            Assert.AreEqual(0, calls);
        }

        [TestMethod]
        public void StartedAndStoppedAreRaisedInTheLoop()
        {
            WsServer server = Create(out TestLoop loop);
            StringBuilder log = new StringBuilder();
            server.Started += s => log.Append("started" + s.Port.ToString() + ";");
            server.Stopped += s => log.Append("stopped" + s.Port.ToString() + ";");
            Assert.AreEqual(string.Empty, log.ToString());

            loop.Run();
            Assert.AreEqual("started8000;", log.ToString());

            server.Stop();
            server.Stop();
            Assert.AreEqual("started8000;", log.ToString());

            loop.Run();
            Assert.AreEqual("started8000;stopped-1;", log.ToString());
        }

        [TestMethod]
        public void HandlersOfStartedAndStoppedThatThrowAreReported()
        {
            WsServer server = Create(out TestLoop loop);
            server.Started += s => throw new InvalidCastException();
            server.Stopped += s => throw new InvalidCastException();
            loop.Run();
            Assert.AreEqual(1, loop.ErrorCount);
            Assert.AreSame(server, loop.LastErrorSource);
            Assert.AreEqual(8000, server.Port);

            server.Stop();
            loop.Run();
            Assert.AreEqual(2, loop.ErrorCount);
        }

        [TestMethod]
        public void StopClosesTheChannelsWith1001()
        {
            TestServer test = new TestServer();
            RawPeer one = test.Open();
            RawPeer other = test.Open();
            RawPeer silent = test.Connect();
            test.Loop.Run();
            test.Server.Stop();
            test.Loop.Run();

            Assert.AreEqual("close:1001:;", FrameText.Describe(one.Read(), false));
            Assert.AreEqual("close:1001:;", FrameText.Describe(other.Read(), false));
            Assert.AreEqual(string.Empty, silent.ReadText());
            Assert.IsTrue(silent.IsEnded);
            Assert.AreEqual(1, silent.Transport.Peer.CloseCount);
            Assert.AreEqual(2, test.Server.ChannelCount);

            one.Send(Frames.Masked(0x88, Bytes.FromHex("03E9")));
            Assert.AreEqual("closed:1001:;", test.Run());

            test.Loop.Advance(3000);
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(0, test.Server.ChannelCount);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void AStoppedServerAcceptsNobody()
        {
            TestServer test = new TestServer();
            RawPeer waiting = test.Connect();
            test.Server.Stop();
            waiting.SendText(RawPeer.Request);
            test.Loop.Advance(1000);

            Assert.AreEqual(string.Empty, waiting.ReadText());
            Assert.AreEqual(string.Empty, test.TakeLog());
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void ChannelsHaveNumbersThatAreNeverUsedAgain()
        {
            TestServer test = new TestServer();
            for (int i = 1; i <= 3; i++)
            {
                RawPeer peer = test.Open();
                Assert.AreEqual(i, test.Channel.Id);
                test.Lose(peer);
            }
        }

        [TestMethod]
        public void ChannelsKnowWhatTheirClientsAskedFor()
        {
            TestServer test = new TestServer();
            string during = null;
            test.Server.Connected += (s, c) => during = c.Headers["Upgrade"] + c.Headers.Count.ToString();
            AskWithHeaders(test);
            WsServerChannel channel = test.Channel;

            Assert.AreEqual("websocket7", during);
            Assert.AreEqual("/chat", channel.Path);
            Assert.AreEqual("a=1", channel.Query);
            Assert.AreEqual(string.Empty, channel.Protocol);

            // What the handshake itself needed is not kept, nor what may be large and secret.
            Assert.AreEqual(2, channel.Headers.Count);
            Assert.AreEqual("h", channel.Headers["host"]);
            Assert.AreEqual("edge", channel.Headers["USER-AGENT"]);
            Assert.IsNull(channel.Headers["Cookie"]);
            Assert.IsNull(channel.Headers["Upgrade"]);
        }

        [TestMethod]
        public void HeadersNeedNotBeKept()
        {
            TestServer test = new TestServer(new WsServerOptions { KeepHeaders = false });
            string during = null;
            test.Server.Connected += (s, c) => during = c.Headers["Cookie"];
            AskWithHeaders(test);

            Assert.AreEqual("k=v", during);
            Assert.IsNull(test.Channel.Headers);
        }

        [TestMethod]
        public void BadArgumentsThrow()
        {
            IPEndPoint endPoint = new IPEndPoint(new IPAddress(new byte[] { 127, 0, 0, 1 }), 0);
            Assert.ThrowsException(typeof(ArgumentNullException), () => WsServer.Create(null, endPoint));
            Assert.ThrowsException(typeof(ArgumentNullException), () => WsServer.Create("/", (IPEndPoint)null));
            string[] paths = { string.Empty, "chat", " /chat", "/a b", "/chat?x", "/chat#x", "/\r\n", "/\u00E9" };
            foreach (string path in paths)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => WsServer.Create(path, endPoint));
            }
        }

        private static WsServer Create(out TestLoop loop)
        {
            loop = new TestLoop();
            return WsServer.Create("/chat", new MemoryListener(), new WsServerOptions { Scheduler = loop.Scheduler });
        }

        private static void AskWithHeaders(TestServer test)
        {
            RawPeer peer = test.Ask("GET /chat?a=1 HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nUser-Agent: edge\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: k=v\r\nSec-WebSocket-Version: 13\r\n\r\n");
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
        }

        [TestMethod]
        public void ChannelsAreListedTheOldestFirstAndMayCloseMeanwhile()
        {
            TestServer test = new TestServer();
            Assert.AreEqual(0, test.Server.GetChannels().Length);
            test.Open();
            test.Open();
            WsServerChannel[] channels = test.Server.GetChannels();
            Assert.AreEqual(2, channels.Length);
            foreach (WsServerChannel channel in channels)
            {
                channel.Close();
            }

            Assert.AreEqual(1, channels[0].Id);
            Assert.AreEqual(2, channels[1].Id);
            test.Loop.Advance(10000);
            Assert.AreEqual(0, test.Server.GetChannels().Length);
        }
    }
}
