using System.Net.WebSockets;

namespace EdgeWs.Interop.Tests.DotNet
{
    /// <summary>Our server with .NET's ClientWebSocket.</summary>
    [TestClass]
    public class DotNetClientTests : LoopTest
    {
        [TestMethod]
        public async Task MessagesOfEverySizeAndFragments()
        {
            ServerHost server = StartServer(new WsServerOptions { MaxMessageSize = 1 << 20 }, Echo);
            using ClientWebSocket client = await ConnectAsync(server);
            foreach (int size in new[] { 0, 125, 126, 65535, 65536, 1 << 20 })
            {
                await client.SendTextAsync(Content.Text(size));
                await client.ExpectAsync(EventLog.Text(Content.Text(size)));
                await client.SendBytesAsync(Content.Bytes(size));
                await client.ExpectAsync(EventLog.Binary(Content.Bytes(size)));
            }

            await client.SendTextAsync("one ", false);
            await client.SendTextAsync(string.Empty, false);
            await client.SendTextAsync([0xE2, 0x82], false);
            await client.SendTextAsync([0xAC], false);
            await client.SendTextAsync(" end");
            await client.ExpectAsync("text:one € end");
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task SubprotocolHeadersAndQueryAndNoCompression()
        {
            ServerHost server = StartServer(new WsServerOptions { Protocols = ["b"] }, Echo);
            using ClientWebSocket client = await ConnectAsync(server, "?q=1", options =>
            {
                options.AddSubProtocol("a");
                options.AddSubProtocol("b");
                options.SetRequestHeader("X-User", "Ada");
                options.DangerousDeflateOptions = new WebSocketDeflateOptions();
            });
            Assert.AreEqual("b", client.SubProtocol);
            Assert.AreEqual("b Ada q=1", Loop.Do(() => server.Channel.Protocol + " " + server.Channel.Headers["X-User"] + " " + server.Channel.Query));
            await client.SendTextAsync(new string('x', 100));
            await client.ExpectAsync("text:" + new string('x', 100));
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task PingsBothWays()
        {
            ServerHost server = StartServer();
            using ClientWebSocket client = await ConnectAsync(server, configure: options =>
            {
                options.KeepAliveInterval = TimeSpan.FromMilliseconds(20);
                options.KeepAliveTimeout = Patience.Limit;
            });
            Task<string> next = client.NextAsync();
            server.Expect("open");

            // The next ping is sent only after the pong to this one.
            StringAssert.StartsWith(server.Events.Next(), "ping:");
            StringAssert.StartsWith(server.Events.Next(), "ping:");
            Loop.Do(() => server.Channel.Ping(Patience.Milliseconds, tag => server.Channel.Send("pong " + tag)));
            Assert.AreEqual("text:pong 1", await next);
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task Endings()
        {
            ServerHost server = StartServer();
            using (ClientWebSocket client = await ConnectAsync(server))
            {
                // .NET writes this 1005 into the frame, which RFC 6455 section 7.4.1 forbids.
                Assert.AreEqual(EventLog.Closed(1002), await client.CloseAsync((int)WebSocketCloseStatus.Empty, null));
                server.Expect("open", EventLog.Closed(1002));
            }

            using (ClientWebSocket client = await ConnectAsync(server))
            {
                server.Expect("open");
                server.Close(4321, "größer als €");
                await client.ExpectAsync(EventLog.Closed(4321, "größer als €"));
                await client.CloseOutputAsync((WebSocketCloseStatus)4321, "seen", Patience.Token);
                server.Expect(EventLog.Closed(4321, "seen"));
            }

            using ClientWebSocket last = await ConnectAsync(server);
            server.Expect("open");
            last.Abort();
            server.Expect(EventLog.Closed(1006));
        }

        private static async Task<ClientWebSocket> ConnectAsync(ServerHost server, string query = "", Action<ClientWebSocketOptions> configure = null)
        {
            var client = new ClientWebSocket();
            configure?.Invoke(client.Options);
            await client.ConnectAsync(new Uri(server.Url + query), Patience.Token);
            return client;
        }
    }
}
