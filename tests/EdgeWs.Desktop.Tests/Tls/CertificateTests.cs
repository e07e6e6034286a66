extern alias Device;

using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using CertificateManager = Device::System.Net.Security.CertificateManager;
using DeviceCertificate = Device::System.Security.Cryptography.X509Certificates.X509Certificate2;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Whom a client trusts, and whom a server.</summary>
    [TestClass]
    [DoNotParallelize]
    public class CertificateTests : LoopTest
    {
        private const string Host = "127.0.0.1";

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestAuthority s_other = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue(Host);
        private static readonly TestCertificate s_client = s_authority.Issue();

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
        [DataRow("no TLS")]
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
            await using KestrelServer server = await StartKestrelAsync(
                fault == "no TLS" ? null : options => options.ServerCertificate = certificate.OfDesktop);
            ClientHost client = Connect(server.Url.Replace("ws:", "wss:", StringComparison.Ordinal), null, tls);
            client.ExpectFailure(WsErrorKind.TlsFailed);
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
            var between = new TestAuthority(s_authority);
            TestCertificate leaf = between.Issue(Host);
            var chain = new TestCertificate(leaf.Pem + "\n" + between.Certificate.Pem, leaf.KeyPem);
            Open(StartServer(null, null, new WsTlsOptions { Certificate = chain.Own }), null, Trusting(s_authority));
            ServerHost server = StartServer(null, null, new WsTlsOptions { Certificate = leaf.Own });
            Connect(server.Url, null, Trusting(s_authority)).ExpectFailure(WsErrorKind.TlsFailed);
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        /// <summary>As mbedTLS does, which asks for no root; the peer's own certificate is no authority.</summary>
        [TestMethod]
        public void AnAuthorityBelowTheRootIsTrustedAndALeafIsNot()
        {
            var between = new TestAuthority(s_authority);
            TestCertificate leaf = between.Issue(Host);
            var chain = new TestCertificate(leaf.Pem + "\n" + between.Certificate.Pem + "\n" + s_authority.Certificate.Pem, leaf.KeyPem);
            foreach (TestCertificate own in new[] { chain, leaf })
            {
                ServerHost server = StartServer(null, null, new WsTlsOptions { Certificate = own.Own });
                Open(server, null, Trusting(between));
                Connect(server.Url, null, new WsTlsOptions { CaCertificate = leaf.Trusted }).ExpectFailure(WsErrorKind.TlsFailed);
                Loop.Until(() => server.Server.SessionCount == 1, "the end of the session");
            }
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
            var endPoint = new IPEndPoint(IPAddress.Loopback, new Uri(server.Url).Port);
            ExpectHello(Connect("wss://" + Name + "/", new WsClientOptions { EndPoint = endPoint }, Trusting(s_authority)));
            named.TargetHost = "other.example";
            Connect(server.Url, null, named).ExpectFailure(WsErrorKind.TlsFailed);
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
            Connect(server.Url, null, Trusting(s_authority)).ExpectFailure(WsErrorKind.ConnectionLost);
        }

        [TestMethod]
        public void ClientOfOurServerIsAccepted()
        {
            CertificateManager.AddCaCertificateBundle(s_authority.Certificate.Pem);
            CertificateManager.StoreDeviceCertificate(s_server.Own);
            ServerHost server = StartServer(null, null, new WsTlsOptions { UseStoredCertificate = true, RequireClientCertificate = true });
            Open(server, null, new WsTlsOptions { Certificate = s_client.Own });
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
            client.ExpectFailure(WsErrorKind.ConnectionLost);
            Loop.ExpectError<CryptographicException>();
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
        }

        [TestMethod]
        public void KeyOfAnotherCertificateFailsEveryHandshake()
        {
            var mixed = new TestCertificate(s_server.Pem, s_client.KeyPem);
            ServerHost server = StartServer(null, null, new WsTlsOptions { Certificate = mixed.Own });
            Connect(server.Url, null, Trusting(s_authority)).ExpectFailure(WsErrorKind.TlsFailed);
            Loop.ExpectError<CryptographicException>();
        }

        [TestMethod]
        public void FormsOfCertificatesAndKeys()
        {
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(s_server.KeyPem);
            byte[] der = s_server.OfDesktop.RawData;
            string locked = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
            foreach (DeviceCertificate own in new[]
            {
                new DeviceCertificate(der, key.ExportECPrivateKey(), null),
                new DeviceCertificate(der, key.ExportPkcs8PrivateKey(), null),
                new DeviceCertificate(s_server.Pem, locked, "secret"),
                new DeviceCertificate([.. Encoding.ASCII.GetBytes(s_server.Pem), 0], [.. Encoding.ASCII.GetBytes(s_server.KeyPem), 0], null),
            })
            {
                Open(StartServer(tls: new WsTlsOptions { Certificate = own }), null, Trusting(s_authority));
            }

            Assert.ThrowsExactly<ArgumentException>(() => new DeviceCertificate("x", s_server.KeyPem, null));
            Assert.ThrowsExactly<ArgumentException>(() => new DeviceCertificate(s_server.Pem, "x", null));
            Assert.ThrowsExactly<ArgumentException>(() => new DeviceCertificate(s_server.Pem, locked, "wrong"));
            Assert.ThrowsExactly<ArgumentException>(() => new TestCertificate(s_server.KeyPem, null).Trusted);
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
            client.Expect("open", "text:hello", EventLog.Closed(1000));
        }
    }
}
