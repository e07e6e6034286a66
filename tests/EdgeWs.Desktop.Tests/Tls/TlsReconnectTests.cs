extern alias Device;

using System.Net;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Clients that connect again, over TLS.</summary>
    [TestClass]
    public class TlsReconnectTests : LoopTest
    {
        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");
        private static readonly TestCertificate s_stranger = new TestAuthority().Issue("127.0.0.1");

        [TestMethod]
        public void EveryAttemptShakesHandsAgain()
        {
            int port = FreePort.Find();
            WsServer server = CreateServer(port, s_server);
            Loop.Do(server.Start);
            ClientHost client = Connect(port);
            for (int i = 0; i < 5; i++)
            {
                client.Events.ExpectLater("open");
                Loop.Do(() => client.Client.Send("hello"));
                client.Events.Expect("text:hello");
                Assert.AreEqual(1, Loop.Do(() => server.SessionCount));
                Loop.Do(server.Stop);
                client.Events.Expect("again:1001::1");
                Assert.IsTrue(Loop.Do(server.Start));
            }

            client.Events.ExpectLater("open");
        }

        [TestMethod]
        public void ACertificateThatIsNotTrustedAnyMoreIsToldAtEveryAttempt()
        {
            int port = FreePort.Find();
            WsServer trusted = CreateServer(port, s_server);
            Loop.Do(trusted.Start);
            ClientHost client = Connect(port);
            client.Events.Expect("open");
            Loop.Do(trusted.Stop);

            WsServer stranger = CreateServer(port, s_stranger);
            Loop.Errors.Clear();
            Loop.Do(stranger.Start);
            Loop.Until(() => client.Client.Error != null && client.Client.Error.Kind == WsErrorKind.TlsFailed, "the refusal");
            Loop.Do(stranger.Stop);

            Assert.IsTrue(Loop.Do(trusted.Start));
            client.Events.ExpectLater("open");
            Loop.Errors.Clear();
        }

        private ClientHost Connect(int port)
        {
            var options = new WsClientOptions { ReconnectDelay = 20, MaxReconnectDelay = 100, StableTime = 0 };
            var tls = new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted, SslProtocols = SslProtocols.Tls12 };
            return Connect("wss://127.0.0.1:" + port + ServerHost.Path, options, tls);
        }

        private WsServer CreateServer(int port, TestCertificate certificate)
        {
            var options = new WsServerOptions { Scheduler = Loop.Scheduler };
            var tls = new WsTlsOptions { Certificate = certificate.Own };
            WsServer server = WsServer.Create(ServerHost.Path, new IPEndPoint(IPAddress.Loopback, port), options, tls);
            Loop.Do(() => Echo(server));
            EndWith(server.Stop);
            return server;
        }
    }
}
