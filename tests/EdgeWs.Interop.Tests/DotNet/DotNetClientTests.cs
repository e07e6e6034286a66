using System;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Our server with .NET's ClientWebSocket.</summary>
    [TestClass]
    public class DotNetClientTests : LoopTest
    {
        [TestMethod]
        [DataRow(0)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(1 << 20)]
        public async Task MessagesOfEverySize(int size)
        {
            ServerHost server = StartServer(new WsServerOptions { MaxMessageSize = 1 << 20 }, Echo);
            using ClientWebSocket client = await ConnectAsync(server);
            string text = Content.Text(size);
            await client.SendTextAsync(text);
            Assert.AreEqual(EventLog.Describe(true, Encoding.UTF8.GetBytes(text)), await client.NextAsync());

            byte[] bytes = Content.Bytes(size);
            await client.SendBytesAsync(bytes);
            Assert.AreEqual(EventLog.Describe(false, bytes), await client.NextAsync());
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task FragmentsBecomeOneMessage()
        {
            ServerHost server = StartServer(null, Echo);
            using ClientWebSocket client = await ConnectAsync(server);
            await client.SendTextAsync("one ", false);
            await client.SendTextAsync(string.Empty, false);
            await client.SendTextAsync([0xE2, 0x82], false);
            await client.SendTextAsync([0xAC], false);
            await client.SendTextAsync(" end");
            Assert.AreEqual("text:one € end", await client.NextAsync());
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task SubprotocolHeadersAndQuery()
        {
            ServerHost server = StartServer(new WsServerOptions { Protocols = ["b"] });
            using var client = new ClientWebSocket();
            client.Options.AddSubProtocol("a");
            client.Options.AddSubProtocol("b");
            client.Options.SetRequestHeader("X-User", "Ada");
            await client.ConnectAsync(new Uri(server.Url + "?q=1"), Patience.Token);
            Assert.AreEqual("b", client.SubProtocol);
            Loop.Do(() =>
            {
                Assert.AreEqual("b", server.Channel.Protocol);
                Assert.AreEqual("Ada", server.Channel.Headers["X-User"]);
                Assert.AreEqual("q=1", server.Channel.Query);
            });
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task AnOfferOfCompressionIsDeclined()
        {
            ServerHost server = StartServer(null, Echo);
            using var client = new ClientWebSocket();
            client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
            await client.ConnectAsync(new Uri(server.Url), Patience.Token);
            string text = new string('x', 1000);
            await client.SendTextAsync(text);
            Assert.AreEqual(EventLog.Describe(true, Encoding.UTF8.GetBytes(text)), await client.NextAsync());
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task KeepAlivePingsAreAnswered()
        {
            ServerHost server = StartServer();
            using var client = new ClientWebSocket();
            client.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(20);
            client.Options.KeepAliveTimeout = Patience.Limit;
            await client.ConnectAsync(new Uri(server.Url), Patience.Token);
            Task<string> next = client.NextAsync();
            server.Events.Expect("open");

            // The next ping is sent only after the pong to this one.
            StringAssert.StartsWith(server.Events.Next(), "ping:");
            StringAssert.StartsWith(server.Events.Next(), "ping:");
            Loop.Do(() => server.Channel.Send("done"));
            Assert.AreEqual("text:done", await next);
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        public async Task OurPingIsAnswered()
        {
            ServerHost server = StartServer();
            using ClientWebSocket client = await ConnectAsync(server);
            Task<string> next = client.NextAsync();
            server.Events.Expect("open");
            Loop.Do(() => server.Channel.Ping(30000, tag => server.Channel.Send("pong " + tag)));
            Assert.AreEqual("text:pong 1", await next);
            await client.CloseAsync(1000, null);
        }

        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(1011, "why")]
        [DataRow(4321, "größer als €")]
        public async Task CloseByTheClient(int code, string reason)
        {
            ServerHost server = StartServer();
            using ClientWebSocket client = await ConnectAsync(server);
            string answer = await client.CloseAsync(code, reason);
            Assert.AreEqual(EventLog.Closed(code), answer);
            server.Events.Expect("open", EventLog.Closed(code, reason));
        }

        [TestMethod]
        public async Task ACodeThatMayNotBeSentIsAnError()
        {
            ServerHost server = StartServer();
            using ClientWebSocket client = await ConnectAsync(server);

            // .NET writes this 1005 into the frame, which RFC 6455 section 7.4.1 forbids.
            string answer = await client.CloseAsync((int)WebSocketCloseStatus.Empty, null);
            Assert.AreEqual(EventLog.Closed(1002), answer);
            server.Events.Expect("open", EventLog.Closed(1002));
        }

        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(1003, "why")]
        [DataRow(4321, "größer als €")]
        public async Task CloseByTheServer(int code, string reason)
        {
            ServerHost server = StartServer();
            using ClientWebSocket client = await ConnectAsync(server);
            server.Events.Expect("open");
            Loop.Do(() => server.Channel.Close(code, reason));
            Assert.AreEqual(EventLog.Closed(code, reason), await client.NextAsync());
            await client.CloseOutputAsync((WebSocketCloseStatus)code, "seen", Patience.Token);
            server.Events.Expect(EventLog.Closed(code, "seen"));
        }

        [TestMethod]
        public async Task AnAbortIsNoticed()
        {
            ServerHost server = StartServer();
            using ClientWebSocket client = await ConnectAsync(server);
            server.Events.Expect("open");
            client.Abort();
            server.Events.Expect(EventLog.Closed(1006));
        }

        [TestMethod]
        public async Task ARefusalIsUnderstood()
        {
            ServerHost server = StartServer(null, s => s.Handshake += (_, h) => h.Refuse(401, "WWW-Authenticate: Basic realm=\"x\""));
            using var client = new ClientWebSocket();
            client.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsExactlyAsync<WebSocketException>(() => client.ConnectAsync(new Uri(server.Url), Patience.Token));
            Assert.AreEqual(HttpStatusCode.Unauthorized, client.HttpStatusCode);
        }

        private static async Task<ClientWebSocket> ConnectAsync(ServerHost server)
        {
            var client = new ClientWebSocket();
            await client.ConnectAsync(new Uri(server.Url), Patience.Token);
            return client;
        }
    }
}
