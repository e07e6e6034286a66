using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Our client over TLS with other people's servers.</summary>
    [TestClass]
    public class TlsClientPeerTests : LoopTest
    {
        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");

        private static WsTlsOptions Tls => new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted };

        [ClassCleanup]
        public static void DeleteFiles()
        {
            s_server.Dispose();
        }

        [TestMethod]
        [DataRow(System.Security.Authentication.SslProtocols.Tls12)]
        [DataRow(System.Security.Authentication.SslProtocols.Tls13)]
        public async Task Kestrel(System.Security.Authentication.SslProtocols version)
        {
            await using KestrelServer server = await KestrelServer.StartAsync(
                async socket =>
                {
                    await socket.SendTextAsync("hello");
                    await socket.SendBytesAsync(Content.Bytes(100000));
                    await socket.CloseAsync(1000, "that was it");
                },
                null,
                options =>
                {
                    options.ServerCertificate = s_server.OfDesktop;
                    options.SslProtocols = version;
                });
            ClientHost client = Connect(server.Url, new WsClientOptions { MaxMessageSize = 100000 }, Tls);
            client.Events.Expect(
                "open", "text:hello", EventLog.Describe(false, Content.Bytes(100000)), EventLog.Closed(1000, "that was it"));
        }

        [TestMethod]
        public void Node()
        {
            using var server = new PeerSession(Peer.FindNode(), "ws_server.js", s_server.File, s_server.KeyFile);
            string url = "wss://127.0.0.1:" + server.ReadPort();
            Exchange.RunClient(url, "from ws", Exchange.ClientReason, Tls);
            Exchange.RunRefusals(url, Tls);
        }

        [TestMethod]
        public void Nginx()
        {
            using var server = new EchoServer();
            using NginxProxy proxy = NginxProxy.Start(
                "location / { proxy_pass http://127.0.0.1:" + server.Port
                    + "; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }",
                s_server);
            Exchange.RunClient(proxy.Url, "\0\0\0\u0001", string.Empty, Tls);
            Exchange.RunRefusals(proxy.Url, Tls);
            server.AssertNoErrors();
        }
    }
}
