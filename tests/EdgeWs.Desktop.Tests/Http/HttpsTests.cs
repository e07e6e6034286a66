using System.Net.Security;
using System.Net.Sockets;
using EdgeWs.Nano.Http;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Requests and upgrades over TLS.</summary>
    [TestClass]
    public class HttpsTests : HttpTest
    {
        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");

        private HttpHost _host;

        [TestMethod]
        public async Task RequestsAndUpgradesShareThePort()
        {
            int port = StartSecureHost(out WsServer server);
            using var http = new HttpClient(new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
            })
            { Timeout = Patience.Limit };
            Assert.AreEqual("hello GET x", await http.GetStringAsync("https://127.0.0.1:" + port + "/hello?x"));

            bool isSecure = false;
            Loop.Do(() => server.Connected += (_, channel) => isSecure = channel.Eos.IsSecure);
            ClientHost client = Connect(
                "wss://127.0.0.1:" + port + ServerHost.Path,
                tls: new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted });
            client.Expect("open");
            Assert.IsTrue(isSecure);

            byte[] body = Content.Bytes(4096);
            using HttpResponseMessage response = await http.PostAsync("https://127.0.0.1:" + port + "/echo", new ByteArrayContent(body));
            CollectionAssert.AreEqual(body, await response.Content.ReadAsByteArrayAsync());

            Collect();
            string text = Content.Text(4000);
            Loop.Do(() => client.Client.Send(text));
            client.Expect(EventLog.Describe(true, System.Text.Encoding.UTF8.GetBytes(text)));
            Loop.Do(() => client.Client.Close());
            client.Expect(EventLog.Closed(1000));
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(300)]
        [DataRow(4000)]
        public async Task WhatComesTogetherWithTheRequestIsDelivered(int size)
        {
            int port = StartSecureHost(out _);
            using SslStream client = await OpenTls(port);
            string text = new string('x', size);
            byte[] all = [.. System.Text.Encoding.ASCII.GetBytes(RawClient.Request), .. TextFrame(text)];
            await client.WriteAsync(all, Patience.Token);
            byte[] expected = [.. System.Text.Encoding.ASCII.GetBytes(RawClient.Answer), .. FrameWriter.Write(0x81, System.Text.Encoding.ASCII.GetBytes(text), [])];
            var received = new byte[expected.Length];
            await client.ReadExactlyAsync(received, Patience.Token);
            CollectionAssert.AreEqual(expected, received);
        }

        [TestMethod]
        public async Task AHalfRequestHoldsNobodyUp()
        {
            int port = StartSecureHost(out _);
            using SslStream silent = await OpenTls(port);
            using SslStream half = await OpenTls(port);
            await half.WriteAsync("GET /hel"u8.ToArray(), Patience.Token);
            using SslStream client = await OpenTls(port);
            await AskAsync(client);
        }

        [TestMethod]
        public async Task ASilentTcpConnectionHoldsNobodyUp()
        {
            // As a browser keeps one in reserve.
            int port = StartSecureHost(out _);
            using RawClient silent = RawClient.Connect(port);
            using RawClient partial = RawClient.Connect(port);
            partial.Send(RawClient.TlsHello().AsSpan(0, 7));
            using SslStream client = await OpenTls(port);
            await AskAsync(client);
        }

        [TestMethod]
        public async Task AKeptConnectionGivesItsSessionUpForAnother()
        {
            int port = StartSecureHost(out _, 1);
            using SslStream kept = await OpenTls(port);
            await AskAsync(kept);
            Assert.AreEqual("1 1", Loop.Do(() => _host.RequestCount + " " + _host.SessionCount));
            using SslStream client = await OpenTls(port);
            await AskAsync(client);
        }

        private static async Task AskAsync(SslStream client)
        {
            await client.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Get("/hello")), Patience.Token);
            string answer = string.Empty;
            var buffer = new byte[1000];
            while (!answer.EndsWith("hello GET ", StringComparison.Ordinal))
            {
                int count = await client.ReadAsync(buffer, Patience.Token);
                Assert.AreNotEqual(0, count, answer);
                answer += System.Text.Encoding.ASCII.GetString(buffer, 0, count);
            }
        }

        private static async Task<SslStream> OpenTls(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", port, Patience.Token);
            var stream = new SslStream(new NetworkStream(socket, true), false, (_, _, _, _) => true);
            await stream.AuthenticateAsClientAsync("127.0.0.1");
            return stream;
        }

        private int StartSecureHost(out WsServer server, int sessions = 4)
        {
            WsServer created = CreateServer();
            HttpHost host = _host = StartHost(
                new HttpHostOptions { RequestTimeout = Patience.Milliseconds },
                null,
                new WsTlsOptions { Certificate = s_server.Own, MaxSessions = sessions });
            Loop.Do(() => host.Add(created));
            server = created;
            return PortOf(host);
        }
    }
}
