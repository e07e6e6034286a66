extern alias Device;

using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Nano;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using CertificateManager = Device::System.Net.Security.CertificateManager;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Whom a client trusts, and whom a server.</summary>
    [TestClass]
    public class CertificateTests : LoopTest
    {
        private const string Host = "127.0.0.1";

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestAuthority s_other = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue(Host);
        private static readonly TestCertificate s_client = s_authority.Issue();

        [ClassCleanup]
        public static void DeleteFiles()
        {
            s_client.Dispose();
            s_authority.Certificate.Dispose();
        }

        [TestCleanup]
        public void EmptyStore()
        {
            CertificateManager.AddCaCertificateBundle(string.Empty);
            CertificateManager.StoreDeviceCertificate(null);
        }

        [TestMethod]
        [DataRow("expired")]
        [DataRow("self-signed")]
        [DataRow("wrong host")]
        [DataRow("wrong authority")]
        [DataRow("not the pinned")]
        [DataRow("nobody trusted")]
        public async Task ServerIsRefused(string fault)
        {
            TestCertificate certificate = fault switch
            {
                "expired" => s_authority.IssueExpired(Host),
                "self-signed" => TestAuthority.SelfSigned(Host),
                "wrong host" => s_authority.Issue("edgews.example"),
                "wrong authority" => s_other.Issue(Host),
                _ => s_server,
            };
            WsTlsOptions tls = fault switch
            {
                "not the pinned" => new WsTlsOptions { CaCertificate = TestAuthority.SelfSigned(Host).Trusted },
                "nobody trusted" => null,
                _ => Trusting(s_authority),
            };
            await using KestrelServer server = await StartKestrelAsync(options => options.ServerCertificate = certificate.OfDesktop);
            ClientHost client = Connect(server.Url, null, tls);
            ExpectFailure(client, WsErrorKind.TlsFailed);
            Assert.IsInstanceOfType<CryptographicException>(client.Client.Error.Exception);
        }

        [TestMethod]
        public async Task ServerIsAccepted()
        {
            TestCertificate pinned = TestAuthority.SelfSigned(Host);
            await using KestrelServer server = await StartKestrelAsync(options => options.ServerCertificate = pinned.OfDesktop);
            ExpectHello(Connect(server.Url, null, new WsTlsOptions { CaCertificate = pinned.Trusted }));
            ExpectHello(Connect(server.Url, null, new WsTlsOptions { AcceptAnyServer = true }));
            CertificateManager.AddCaCertificateBundle(pinned.Pem);
            ExpectHello(Connect(server.Url));
        }

        [TestMethod]
        public void ServerSendsTheAuthoritiesBetweenItAndTheRoot()
        {
            var between = new TestAuthority("EdgeWs intermediate authority", s_authority);
            TestCertificate leaf = between.Issue(Host);
            var chain = new TestCertificate(leaf.Pem + "\n" + between.Certificate.Pem, leaf.KeyPem);
            Open(StartServer(null, null, new WsTlsOptions { Certificate = chain.Own }), null, Trusting(s_authority));
            ServerHost server = StartServer(null, null, new WsTlsOptions { Certificate = leaf.Own });
            ExpectFailure(Connect(server.Url, null, Trusting(s_authority)), WsErrorKind.TlsFailed);
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        [TestMethod]
        public async Task HostIsThatOfTheOptionOrOfTheDomainOrOfTheUrl()
        {
            const string Name = "edgews.example";
            TestCertificate certificate = s_authority.Issue(Name);
            string told = null;
            await using KestrelServer server = await StartKestrelAsync(options => options.ServerCertificateSelector = (_, name) =>
            {
                told = name;
                return certificate.OfDesktop;
            });

            WsTlsOptions named = Trusting(s_authority);
            named.TargetHost = Name;
            ExpectHello(Connect(server.Url, null, named));
            Assert.AreEqual(Name, told);
            ExpectHello(Connect(server.Url, new WsClientOptions { Domain = Name + ":8443" }, Trusting(s_authority)));
            var address = new Uri(server.Url);
            var endPoint = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, address.Port);
            ExpectHello(Connect("wss://" + Name + "/", new WsClientOptions { EndPoint = endPoint }, Trusting(s_authority)));
            named.TargetHost = "other.example";
            ExpectFailure(Connect(server.Url, null, named), WsErrorKind.TlsFailed);
        }

        [TestMethod]
        [DataRow(System.Security.Authentication.SslProtocols.Tls12)]
        [DataRow(System.Security.Authentication.SslProtocols.Tls13)]
        public async Task ServerWantsCertificateOfClient(System.Security.Authentication.SslProtocols version)
        {
            await using KestrelServer server = await StartKestrelAsync(options =>
            {
                options.SslProtocols = version;
                options.ServerCertificate = s_server.OfDesktop;
                options.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                options.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == s_client.OfDesktop.Thumbprint;
            });
            WsTlsOptions tls = Trusting(s_authority);
            tls.Certificate = s_client.Own;
            ExpectHello(Connect(server.Url, null, tls));

            CertificateManager.StoreDeviceCertificate(s_client.Own);
            tls.Certificate = null;
            tls.UseStoredCertificate = true;
            ExpectHello(Connect(server.Url, null, tls));

            // .NET's server judges a certificate when the client is done, in TLS 1.2 too.
            ExpectFailure(Connect(server.Url, null, Trusting(s_authority)), WsErrorKind.ConnectionLost);
        }

        [TestMethod]
        public void ClientOfOurServerIsAccepted()
        {
            CertificateManager.AddCaCertificateBundle(s_authority.Certificate.Pem);
            CertificateManager.StoreDeviceCertificate(s_server.Own);
            ServerHost server = StartServer(null, null, new WsTlsOptions { UseStoredCertificate = true, RequireClientCertificate = true });
            Open(server, null, new WsTlsOptions { Certificate = s_client.Own });

            Peer openssl = Peer.FindProgram("openssl", "openssl");
            using ChildProcess client = openssl.Start(
                "s_client", "-connect", "127.0.0.1:" + server.Port, "-cert", s_client.File, "-key", s_client.KeyFile,
                "-CAfile", s_authority.Certificate.File, "-crlf", "-ign_eof");
            client.Write(EdgeWs.Nano.Tests.RawPeer.Request.Replace("\r", string.Empty, StringComparison.Ordinal));
            server.Events.Expect("open");
        }

        [TestMethod]
        [DataRow("none")]
        [DataRow("wrong authority")]
        [DataRow("expired")]
        [DataRow("self-signed")]
        public void ClientOfOurServerIsRefused(string fault)
        {
            CertificateManager.AddCaCertificateBundle(s_authority.Certificate.Pem);
            TestCertificate certificate = fault switch
            {
                "none" => null,
                "wrong authority" => s_other.Issue(),
                "expired" => s_authority.IssueExpired(),
                _ => TestAuthority.SelfSigned(),
            };
            ServerHost server = StartServer(
                null,
                null,
                new WsTlsOptions { Certificate = s_server.Own, RequireClientCertificate = true, SslProtocols = SslProtocols.Tls12 });
            ClientHost client = Connect(server.Url, null, new WsTlsOptions { Certificate = certificate?.Own });
            ExpectFailure(client, WsErrorKind.ConnectionLost);
            Loop.Until(() => !Loop.Errors.IsEmpty, "the server's report");
            Assert.IsTrue(Loop.Errors.TryDequeue(out Exception error));
            Assert.IsInstanceOfType<CryptographicException>(error);
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
        }

        [TestMethod]
        public void KeyOfAnotherCertificateFailsEveryHandshake()
        {
            var mixed = new TestCertificate(s_server.Pem, s_client.KeyPem);
            ServerHost server = StartServer(null, null, new WsTlsOptions { Certificate = mixed.Own });
            ExpectFailure(Connect(server.Url, null, Trusting(s_authority)), WsErrorKind.TlsFailed);
            Assert.IsTrue(Loop.Errors.TryDequeue(out Exception error));
            Assert.IsInstanceOfType<CryptographicException>(error);
        }

        [TestMethod]
        public void ServerThatIsNoTlsServer()
        {
            ServerHost server = StartServer();
            ClientHost client = Connect(server.Url.Replace("ws:", "wss:", StringComparison.Ordinal), null, Trusting(s_authority));
            ExpectFailure(client, WsErrorKind.TlsFailed);
        }

        private static WsTlsOptions Trusting(TestAuthority authority)
        {
            return new WsTlsOptions { CaCertificate = authority.Certificate.Trusted };
        }

        private static Task<KestrelServer> StartKestrelAsync(Action<HttpsConnectionAdapterOptions> tls)
        {
            return KestrelServer.StartAsync(
                async socket =>
                {
                    await socket.SendTextAsync("hello");
                    await socket.CloseAsync(1000, string.Empty);
                },
                null,
                tls);
        }

        private static void ExpectHello(ClientHost client)
        {
            client.Events.Expect("open", "text:hello", EventLog.Closed(1000));
        }
    }
}
