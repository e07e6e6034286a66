using System.Net;
using System.Net.WebSockets;
using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>WebSockets on the port of a host.</summary>
    [TestClass]
    public class UpgradeTests : HttpTest
    {
        [TestMethod]
        public async Task RequestsAreAnsweredNextToAHundredUpgradesInARow()
        {
            int port = StartHostWithServer(out WsServer server);
            for (int i = 0; i < 100; i++)
            {
                using RawClient client = RawClient.Open(port);
                AssertEcho(client, "echo " + i);
                Assert.AreEqual("hello GET " + i, await Http.GetStringAsync(UrlOf(port, "/hello?" + i)));
                using HttpResponseMessage response = await Http.PostAsync(UrlOf(port, "/echo"), new StringContent("body " + i));
                Assert.AreEqual("body " + i, await response.Content.ReadAsStringAsync());
                AssertEcho(client, "again " + i);
                Close(client);
            }

            Loop.Until(() => server.ChannelCount == 0, "the end of all channels");
        }

        [TestMethod]
        [DoNotParallelize]
        public async Task AThousandUpgradesLeaveNothingBehind()
        {
            int port = StartHostWithServer(out WsServer server);
            using RawClient witness = RawClient.Open(port);
            Cycle(port, 50);
            await Http.GetStringAsync(UrlOf(port, "/hello"));
            Settle(server);
            int sockets = OpenSockets();
            int threads = Threads();

            for (int i = 0; i < 10; i++)
            {
                Cycle(port, 100);
                Assert.AreEqual("hello GET ", await Http.GetStringAsync(UrlOf(port, "/hello")));
                Collect();
                AssertEcho(witness);
            }

            Settle(server);
            Loop.Until(() => OpenSockets() <= sockets, "the end of all sockets");
            Loop.Until(() => Threads() <= threads + 2, "the end of all threads");

            // The host and the witness's channel.
            Loop.UntilLeft(2);
        }

        [TestMethod]
        [DataRow("keep-alive, Upgrade")]
        [DataRow("keep-alive , UPGRADE")]
        [DataRow("upgrade")]
        public void TheListOfConnectionTokensIsRead(string connection)
        {
            int port = StartHostWithServer(out _);
            using RawClient client = RawClient.Connect(port);
            client.Send(RawClient.Request.Replace("Connection: Upgrade", "Connection: " + connection, StringComparison.Ordinal));
            Assert.AreEqual(RawClient.Answer, client.ReadText(RawClient.Answer.Length));
            AssertEcho(client);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(100)]
        [DataRow(300)]
        [DataRow(4000)]
        public void WhatComesTogetherWithTheRequestIsDelivered(int size)
        {
            int port = StartHostWithServer(out _);
            using RawClient client = RawClient.Connect(port);
            string text = new string('x', size);
            client.Send([.. System.Text.Encoding.ASCII.GetBytes(RawClient.Request), .. TextFrame(text), .. TextFrame("second")]);
            Assert.AreEqual(RawClient.Answer, client.ReadText(RawClient.Answer.Length));
            AssertReceives(client, text);
            AssertReceives(client, "second");
            AssertEcho(client);
        }

        [TestMethod]
        public void ARequestMayComeByteByByte()
        {
            int port = StartHostWithServer(out _);
            using RawClient client = RawClient.Connect(port);
            byte[] all = [.. System.Text.Encoding.ASCII.GetBytes(RawClient.Request), .. TextFrame("first")];
            foreach (byte one in all)
            {
                client.Send([one]);
            }

            Assert.AreEqual(RawClient.Answer, client.ReadText(RawClient.Answer.Length));
            AssertReceives(client, "first");
        }

        [TestMethod]
        [DataRow("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400)]
        [DataRow("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: short", 400)]
        [DataRow("Sec-WebSocket-Version: 13\r\n", "", 400)]
        [DataRow("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", 426)]
        [DataRow("Connection: Upgrade", "Connection: keep-alive", 426)]
        [DataRow("Host: localhost\r\n", "", 400)]
        [DataRow("GET ", "POST ", 405)]
        [DataRow("HTTP/1.1", "HTTP/1.0", 400)]
        [DataRow("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\nabcde", 400)]
        [DataRow("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
        public void ABadHandshakeIsRefusedAsOnAPortOfItsOwn(string part, string replacement, int status)
        {
            ServerHost ownPort = StartServer();
            int port = StartHostWithServer(out WsServer server);
            string request = RawClient.Request.Replace(part, replacement, StringComparison.Ordinal);
            string answer = Ask(port, request);
            StringAssert.StartsWith(answer, "HTTP/1.1 " + status + " ");
            Assert.AreEqual(Ask(ownPort.Port, request), answer);
            if (status == 426)
            {
                StringAssert.Contains(answer, "\r\nSec-WebSocket-Version: 13\r\n");
            }

            Assert.AreEqual(0, Loop.Do(() => server.ChannelCount));
        }

        [TestMethod]
        public void ARequestBeyondTheLimitIsRefused()
        {
            int port = PortOf(StartHost(new HttpHostOptions { MaxHeadSize = 300 }));
            string request = RawClient.Request.Replace("\r\n\r\n", "\r\nX-Padding: " + new string('x', 200) + "\r\n\r\n", StringComparison.Ordinal);
            StringAssert.StartsWith(Ask(port, request), "HTTP/1.1 431 ");
        }

        [TestMethod]
        public void TheHookRunsOnThePollingThreadAndMayRefuse()
        {
            int thread = Loop.Do(() => Environment.CurrentManagedThreadId);
            int port = StartHostWithServer(out WsServer server);
            int seen = 0;
            Loop.Do(() => server.Connecting += (_, handshake) =>
            {
                seen = Environment.CurrentManagedThreadId;
                handshake.Refuse(403, "X-Why: because");
            });
            string answer = Ask(port, RawClient.Request);
            StringAssert.StartsWith(answer, "HTTP/1.1 403 ");
            StringAssert.Contains(answer, "\r\nX-Why: because\r\n");
            Assert.AreEqual(thread, seen);
        }

        [TestMethod]
        public void WhatTheClientAskedForReachesHookAndChannel()
        {
            int port = StartHostWithServer(out WsServer server, new WsServerOptions { Protocols = ["v2", "v1"] });
            var log = new EventLog();
            Loop.Do(() =>
            {
                server.Connecting += (_, handshake) =>
                {
                    log.Add(handshake.Path + "?" + handshake.Query + " " + handshake.Origin + " " + string.Join(",", handshake.Protocols));
                    log.Add(handshake.RemoteEndPoint.Address + " " + handshake.IsSecure);
                    handshake.Account = handshake.Headers["x-user"];
                };
                server.Connected += (_, channel) =>
                    log.Add(channel.Query + " " + channel.Protocol + " " + channel.Headers["Host"] + " " + channel.Eos.Account);
            });
            var options = new WsClientOptions { Protocols = ["v1", "v3"] };
            options.AddHeader("X-User: Ada Żółw");
            options.AddHeader("Origin: https://example.com");
            ClientHost client = Connect("ws://127.0.0.1:" + port + ServerHost.Path + "?board=7&x", options);
            client.Expect("open");
            log.Expect(
                "/chat?board=7&x https://example.com v1,v3",
                "127.0.0.1 False",
                "board=7&x v1 127.0.0.1:" + port + " Ada Żółw");
        }

        [TestMethod]
        public void AFullServerRefuses()
        {
            int port = StartHostWithServer(out WsServer server, new WsServerOptions { MaxChannels = 1 });
            using RawClient first = RawClient.Open(port);
            StringAssert.StartsWith(Ask(port, RawClient.Request), "HTTP/1.1 503 ");
            Close(first);
            Loop.Until(() => server.ChannelCount == 0, "the end of the channel");
            using RawClient second = RawClient.Open(port);
            AssertEcho(second);
        }

        [TestMethod]
        public void AStoppedServerClosesItsChannelsAndRefuses()
        {
            int port = StartHostWithServer(out WsServer server);
            ClientHost client = Connect("ws://127.0.0.1:" + port + ServerHost.Path);
            client.Expect("open");
            int stops = 0;
            Loop.Do(() =>
            {
                server.Stopped += s => stops++;
                server.Stop();
                server.Stop();
            });
            client.Expect(EventLog.Closed(WsCloseCode.GoingAway));
            StringAssert.StartsWith(Ask(port, RawClient.Request), "HTTP/1.1 503 ");
            Assert.AreEqual(1, stops);
        }

        [TestMethod]
        public async Task ServersAreFoundByTheirPath()
        {
            WsServer news = CreateServer("/news");
            WsServer chat = CreateServer("/chat");
            HttpHost host = StartHost();
            Loop.Do(() =>
            {
                host.Add(news);
                host.Add(chat);
            });
            int port = PortOf(host);
            using RawClient first = RawClient.Open(port);
            Assert.AreEqual("0 1", Loop.Do(() => news.ChannelCount + " " + chat.ChannelCount));
            ClientHost second = Connect("ws://127.0.0.1:" + port + "/news");
            second.Expect("open");
            Assert.AreEqual("1 1", Loop.Do(() => news.ChannelCount + " " + chat.ChannelCount));

            // What no server has is the handler's: it has nothing there.
            string elsewhere = RawClient.Request.Replace("/chat", "/elsewhere", StringComparison.Ordinal);
            StringAssert.StartsWith(Ask(port, elsewhere), "HTTP/1.1 404 ");

            // So is a request without an upgrade.
            using HttpResponseMessage plain = await Http.GetAsync(UrlOf(port, "/chat"));
            Assert.AreEqual(HttpStatusCode.NotFound, plain.StatusCode);

            Loop.Do(() => host.Remove(chat));
            StringAssert.StartsWith(Ask(port, RawClient.Request), "HTTP/1.1 404 ");
            AssertEcho(first);
        }

        [TestMethod]
        public void AServerWithAPortOfItsOwnTakesUpgradesToo()
        {
            ServerHost server = StartServer(null, Echo);
            HttpHost host = StartHost();
            Loop.Do(() => host.Add(server.Server));
            using RawClient upgraded = RawClient.Open(PortOf(host));
            using RawClient direct = RawClient.Open(server.Port);
            AssertEcho(upgraded);
            AssertEcho(direct);
            Assert.AreEqual(2, Loop.Do(() => server.Server.ChannelCount));
            Loop.Do(server.Server.Stop);
            StringAssert.StartsWith(Ask(PortOf(host), RawClient.Request), "HTTP/1.1 503 ");
        }
    }
}
