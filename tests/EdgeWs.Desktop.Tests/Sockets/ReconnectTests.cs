extern alias Device;

using System.Net;
using System.Net.Sockets;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Clients that connect again, over TCP and TLS.</summary>
    [TestClass]
    public class ReconnectTests : LoopTest
    {
        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_certificate = s_authority.Issue("127.0.0.1");
        private static readonly TestCertificate s_stranger = new TestAuthority().Issue("127.0.0.1");

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void AServerThatRestarts(bool isSecure)
        {
            ServerHost server = StartServer(null, Echo, isSecure ? new WsTlsOptions { Certificate = s_certificate.Own } : null, FreePort.Find());
            ClientHost client = ConnectAgain(server.Url, isSecure);
            client.Expect("open");
            for (int i = 0; i < 5; i++)
            {
                client.Echo("hello");
                Assert.AreEqual(isSecure ? 1 : 0, Loop.Do(() => server.Server.SessionCount));
                server.Stop();
                client.Expect("again:1001::1");
                client.Send("kept");
                client.Expect("again:1006::2");
                Assert.AreEqual(WsErrorKind.NotConnected, Loop.Do(() => client.Client.Error.Kind));
                client.Send("and kept");
                server.Start();
                client.Events.ExpectLater("open");
                client.Expect("text:kept", "text:and kept");
            }
        }

        [TestMethod]
        public void TwentyClientsComeBackToAServerThatRestarts()
        {
            ServerHost server = StartServer(new WsServerOptions { MaxChannels = 20 }, Echo, port: FreePort.Find());
            List<ClientHost> clients = [.. Enumerable.Range(0, 20).Select(_ => ConnectAgain(server.Url, false))];
            clients.ForEach(client => client.Expect("open"));
            Loop.Do(() =>
            {
                server.Server.Stop();
                server.Server.Start();
            });
            foreach (ClientHost client in clients)
            {
                client.Events.ExpectLater("open");
                client.Echo("back");
            }
        }

        [TestMethod]
        public void ACertificateThatIsNotTrustedAnyMoreIsToldAtEveryAttempt()
        {
            ServerHost trusted = StartServer(tls: new WsTlsOptions { Certificate = s_certificate.Own }, port: FreePort.Find());
            int port = trusted.Port;
            ClientHost client = ConnectAgain(trusted.Url, true);
            client.Expect("open");
            trusted.Stop();

            ServerHost stranger = StartServer(tls: new WsTlsOptions { Certificate = s_stranger.Own }, port: port);
            Loop.Until(() => client.Client.Error?.Kind == WsErrorKind.TlsFailed, "the refusal");
            stranger.Stop();
            trusted.Start();
            client.Events.ExpectLater("open");

            // The stranger's handshakes failed, too.
            Loop.Errors.Clear();
        }

        private ClientHost ConnectAgain(string url, bool isSecure)
        {
            var options = new WsClientOptions { ReconnectDelay = 20, MaxReconnectDelay = 100, StableTime = 0, KeepMessages = true };
            return Connect(
                url, options, isSecure ? new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted, SslProtocols = SslProtocols.Tls12 } : null);
        }
    }
}
