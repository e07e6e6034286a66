using System;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>Our client with ASP.NET Core's server.</summary>
    [TestClass]
    public class KestrelTests : LoopTest
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
            await using KestrelServer server = await KestrelServer.StartAsync(EchoAsync);
            ClientHost client = Connect(server.Url, new WsClientOptions { MaxMessageSize = 1 << 20 });
            client.Events.Expect("open");
            string text = Content.Text(size);
            Loop.Do(() => client.Client.Send(text));
            client.Events.Expect(EventLog.Describe(true, Encoding.UTF8.GetBytes(text)));

            byte[] bytes = Content.Bytes(size);
            Loop.Do(() => client.Client.Send(bytes));
            client.Events.Expect(EventLog.Describe(false, bytes));
            Loop.Do(() => client.Client.Close());
            client.Events.Expect(EventLog.Closed(1000));
        }

        [TestMethod]
        public async Task FragmentsBecomeOneMessage()
        {
            await using KestrelServer server = await KestrelServer.StartAsync(async socket =>
            {
                await socket.SendTextAsync("one ", false);
                await socket.SendTextAsync(string.Empty, false);
                await socket.SendTextAsync([0xE2, 0x82], false);
                await socket.SendTextAsync([0xAC], false);
                await socket.SendTextAsync(" end");
                for (int i = 0; i < 100; i++)
                {
                    await socket.SendBytesAsync(Content.Bytes(100), i == 99);
                }

                await socket.CloseAsync(1000, "that was it");
            });
            ClientHost client = Connect(server.Url, new WsClientOptions { MaxMessageSize = 10000 });
            var all = new byte[10000];
            for (int i = 0; i < 100; i++)
            {
                Content.Bytes(100).CopyTo(all, i * 100);
            }

            client.Events.Expect(
                "open", "text:one € end", EventLog.Describe(false, all), EventLog.Closed(1000, "that was it"));
        }

        [TestMethod]
        public async Task PingsOfTheServerAreAnswered()
        {
            var options = new WebSocketOptions { KeepAliveInterval = TimeSpan.FromMilliseconds(20), KeepAliveTimeout = Patience.Limit };
            await using KestrelServer server = await KestrelServer.StartAsync(EchoAsync, options);
            ClientHost client = Connect(server.Url);
            client.Events.Expect("open");

            // The next ping is sent only after the pong to this one.
            StringAssert.StartsWith(client.Events.Next(), "ping:");
            StringAssert.StartsWith(client.Events.Next(), "ping:");
            Loop.Do(() => client.Client.Close());
            client.Events.ExpectLater(EventLog.Closed(1000));
        }

        [TestMethod]
        public async Task OurPingIsAnswered()
        {
            await using KestrelServer server = await KestrelServer.StartAsync(EchoAsync);
            ClientHost client = Connect(server.Url);
            client.Events.Expect("open");
            int tag = Loop.Do(() => client.Client.Ping(30000, t => client.Events.Add("pong:" + t)));
            client.Events.Expect("pong:" + tag);
            Loop.Do(() => client.Client.Close());
            client.Events.Expect(EventLog.Closed(1000));
        }

        [TestMethod]
        public async Task SubprotocolHeadersAndQuery()
        {
            await using KestrelServer server = await KestrelServer.StartWithContextAsync(async context =>
            {
                string offered = string.Join(",", context.WebSockets.WebSocketRequestedProtocols);
                using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync("b");
                await socket.SendTextAsync(context.Request.Path + context.Request.QueryString + " " + context.Request.Host + " "
                    + context.Request.Headers.Authorization + " " + offered);
                await socket.CloseAsync(1000, null);
            });
            var options = new WsClientOptions { Protocols = ["a", "b"], Domain = "example.com:81" };
            options.AddHeader("Authorization: Bearer xyz");
            ClientHost client = Connect(server.Url + "path/x?y=z&%20", options);
            client.Events.Expect("open", "text:/path/x?y=z&%20 example.com:81 Bearer xyz a,b", EventLog.Closed(1000));
            Assert.AreEqual("b", Loop.Do(() => client.Client.Protocol));
        }

        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(1012, "restart")]
        [DataRow(4321, "größer als €")]
        public async Task CloseByTheServer(int code, string reason)
        {
            string answer = null;
            await using (KestrelServer server = await KestrelServer.StartAsync(async s => answer = await s.CloseAsync(code, reason)))
            {
                ClientHost client = Connect(server.Url);
                client.Events.Expect("open", EventLog.Closed(code, reason));
            }

            Assert.AreEqual(EventLog.Closed(code), answer);
        }

        [TestMethod]
        public async Task CloseByTheClient()
        {
            var seen = new EventLog();
            await using KestrelServer server = await KestrelServer.StartAsync(async socket =>
            {
                seen.Add(await socket.NextAsync());
                await socket.CloseAsync(1000, "bye");
            });
            ClientHost client = Connect(server.Url);
            client.Events.Expect("open");
            Loop.Do(() => client.Client.Close(4000, "größer als €"));
            seen.Expect(EventLog.Closed(4000, "größer als €"));
            client.Events.Expect(EventLog.Closed(1000, "bye"));
        }

        [TestMethod]
        [DataRow(401)]
        [DataRow(302)]
        [DataRow(200)]
        [DataRow(500)]
        public async Task AnotherAnswerIsAFailure(int status)
        {
            await using KestrelServer server = await KestrelServer.StartWithContextAsync(async context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "http://127.0.0.1/elsewhere";
                await context.Response.WriteAsync("a body that nobody reads");
            });
            ExpectFailure(Connect(server.Url), WsErrorKind.Refused, status);
        }

        [TestMethod]
        public async Task AnAbortIsNoticed()
        {
            await using KestrelServer server = await KestrelServer.StartWithContextAsync(async context =>
            {
                using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.NextAsync();
                context.Abort();
            });
            ClientHost client = Connect(server.Url);
            client.Events.Expect("open");
            Loop.Do(() => client.Client.Send("go away"));
            client.Events.Expect(EventLog.Closed(1006));
        }

        [TestMethod]
        public async Task AnAbortDuringTheHandshakeIsNoticed()
        {
            await using KestrelServer server = await KestrelServer.StartWithContextAsync(context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });
            ExpectFailure(Connect(server.Url), WsErrorKind.ConnectionLost);
        }

        private static async Task EchoAsync(WebSocket socket)
        {
            var buffer = new byte[65536];
            while (true)
            {
                WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, Patience.Token);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseAsync((int)socket.CloseStatus, socket.CloseStatusDescription);
                    return;
                }

                // A message that is larger than the buffer goes back in fragments.
                await socket.SendAsync(buffer.AsMemory(0, result.Count), result.MessageType, result.EndOfMessage, Patience.Token);
            }
        }
    }
}
