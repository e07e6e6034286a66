using System.Net.WebSockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EdgeWs.Interop.Tests.DotNet
{
    /// <summary>Our client with ASP.NET Core's server.</summary>
    [TestClass]
    public class KestrelTests : LoopTest
    {
        [TestMethod]
        [DataRow(SslProtocols.None)]
        [DataRow(SslProtocols.Tls12)]
        [DataRow(SslProtocols.Tls13)]
        public async Task MessagesOfEverySize(SslProtocols version)
        {
            TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            await using KestrelServer server = await KestrelServer.StartAsync(EchoAsync, null, version == SslProtocols.None ? null : options =>
            {
                options.ServerCertificate = certificate.OfDesktop;
                options.SslProtocols = version;
            });
            WsTlsOptions tls = version == SslProtocols.None ? null : new WsTlsOptions { CaCertificate = certificate.Trusted };
            ClientHost client = Connect(server.Url, new WsClientOptions { MaxMessageSize = 1 << 20 }, tls);
            client.Expect("open");
            foreach (int size in new[] { 0, 125, 126, 65535, 65536, 1 << 20 })
            {
                client.Echo(Content.Text(size));
                client.Echo(Content.Bytes(size));
            }

            client.Expect("pong:" + client.Ping());
            client.Close();
            client.Expect(EventLog.Closed(1000));
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
                for (int i = 0; i < 10000; i += 100)
                {
                    await socket.SendBytesAsync(Content.Bytes(10000)[i..(i + 100)], i == 9900);
                }

                await socket.CloseAsync(1000, "that was it");
            });
            ClientHost client = Connect(server.Url, new WsClientOptions { MaxMessageSize = 10000 });
            client.Expect("open", "text:one € end", EventLog.Binary(Content.Bytes(10000)), EventLog.Closed(1000, "that was it"));
        }

        [TestMethod]
        public async Task PingsOfTheServerAreAnswered()
        {
            var options = new WebSocketOptions { KeepAliveInterval = TimeSpan.FromMilliseconds(20), KeepAliveTimeout = Patience.Limit };
            await using KestrelServer server = await KestrelServer.StartAsync(EchoAsync, options);
            ClientHost client = Connect(server.Url);
            client.Expect("open");

            // The next ping is sent only after the pong to this one.
            StringAssert.StartsWith(client.Events.Next(), "ping:");
            StringAssert.StartsWith(client.Events.Next(), "ping:");
            client.Close();
            client.Events.ExpectLater(EventLog.Closed(1000));
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
            client.Expect("open", "text:/path/x?y=z&%20 example.com:81 Bearer xyz a,b", EventLog.Closed(1000));
            Assert.AreEqual("b", Loop.Do(() => client.Client.Protocol));
        }

        [TestMethod]
        public async Task CloseByEither()
        {
            var seen = new EventLog();
            await using KestrelServer server = await KestrelServer.StartAsync(async socket =>
            {
                await socket.SendTextAsync("hello");
                seen.Add(await socket.NextAsync());
                seen.Add(await socket.CloseAsync(4321, "größer als €"));
            });
            ClientHost client = Connect(server.Url);
            client.Expect("open", "text:hello");
            client.Close(4000, "größer als €");
            seen.Expect(EventLog.Closed(4000, "größer als €"));
            client.Expect(EventLog.Closed(4321, "größer als €"));
            seen.Expect(EventLog.Closed(4000, "größer als €"));

            client = Connect(server.Url);
            client.Expect("open", "text:hello");
            client.Send("your turn");
            client.Expect(EventLog.Closed(4321, "größer als €"));
            seen.Expect("text:your turn", EventLog.Closed(4321));
        }

        [TestMethod]
        public async Task AnotherAnswerIsAFailure()
        {
            foreach (int status in new[] { 302, 200 })
            {
                await using KestrelServer server = await KestrelServer.StartWithContextAsync(async context =>
                {
                    context.Response.StatusCode = status;
                    context.Response.Headers.Location = "http://127.0.0.1/elsewhere";
                    await context.Response.WriteAsync("a body that nobody reads");
                });
                Connect(server.Url).ExpectFailure(WsErrorKind.Refused, status);
            }
        }

        [TestMethod]
        public async Task AnAbortIsNoticed()
        {
            await using KestrelServer server = await KestrelServer.StartWithContextAsync(async context =>
            {
                if (context.Request.Path == "/later")
                {
                    using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                    await socket.NextAsync();
                }

                context.Abort();
            });
            Connect(server.Url).ExpectFailure(WsErrorKind.ConnectionLost);
            ClientHost client = Connect(server.Url + "later");
            client.Expect("open");
            client.Send("go away");
            client.Expect(EventLog.Closed(1006));
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
