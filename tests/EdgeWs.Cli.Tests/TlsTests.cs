using System.Net.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class TlsTests
    {
        private const string Host = "127.0.0.1";

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestAuthority s_other = new TestAuthority();

        [ClassCleanup]
        public static void DeleteFiles()
        {
            s_authority.Certificate.Dispose();
            s_other.Certificate.Dispose();
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public async Task SelfSignedIsTrustedByItselfOnly(string command)
        {
            using TestCertificate certificate = TestAuthority.SelfSigned(Host);
            await using KestrelServer server = await StartAsync(certificate);
            Cli.Run(command, server.Url).ExpectExit(4).ExpectError("is not trusted: it is self-signed. --ca FILE trusts it, --insecure trusts any.");
            Cli.Run(command, server.Url, "--ca", certificate.File, "--count", "1").ExpectExit(0);
        }

        [TestMethod]
        public async Task AuthorityIsTrustedAndAnotherIsNot()
        {
            await using KestrelServer server = await StartAsync(s_authority.Issue(Host));
            Cli.Run("listen", server.Url, "--ca", s_authority.Certificate.File, "--count", "1").ExpectExit(0);
            Cli.Run("listen", server.Url, "--ca", s_other.Certificate.File, "--count", "1")
                .ExpectExit(4).ExpectError("its issuer is unknown: CN=test authority ");
        }

        [TestMethod]
        public async Task AuthorityBelowTheRootIsTrustedAndALeafIsNot()
        {
            var between = new TestAuthority(s_authority);
            TestCertificate leaf = between.Issue(Host);
            await using KestrelServer server = await StartAsync(leaf);
            Cli.Run("listen", server.Url, "--ca", between.Certificate.File, "--count", "1").ExpectExit(0);
            Cli.Run("listen", server.Url, "--ca", leaf.File, "--count", "1").ExpectExit(4).ExpectError("its issuer is unknown");
        }

        [TestMethod]
        public async Task AnotherNameIsNotTrusted()
        {
            await using KestrelServer server = await StartAsync(s_authority.Issue("board.example"));
            Cli.Run("listen", server.Url, "--ca", s_authority.Certificate.File)
                .ExpectExit(4).ExpectError("it is for board.example, not for 127.0.0.1");
        }

        [TestMethod]
        public async Task ExpiredIsNotTrusted()
        {
            TestCertificate certificate = s_authority.IssueExpired(Host);
            await using KestrelServer server = await StartAsync(certificate);
            Cli.Run("listen", server.Url, "--ca", s_authority.Certificate.File)
                .ExpectExit(4).ExpectError("it is valid from", "to " + certificate.OfDesktop.NotAfter.ToString("yyyy-MM-dd"));
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public async Task InsecureTakesAnything(string command)
        {
            await using KestrelServer server = await StartAsync(s_other.IssueExpired("elsewhere.example"));
            Cli.Run(command, server.Url, "--insecure", "--count", "1").ExpectExit(0);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public async Task ClientShowsItsCertificate(bool isOneFile)
        {
            using TestCertificate own = s_authority.Issue();
            using var both = new TestCertificate(own.Pem + "\n" + own.KeyPem, null);
            await using KestrelServer server = await StartAsync(s_authority.Issue(Host), true);
            string[] identity = isOneFile ? ["--cert", both.File] : ["--cert", own.File, "--key", own.KeyFile];
            Cli.Run(["listen", server.Url, "--insecure", "--count", "1", .. identity]).ExpectExit(0).ExpectLines("  CN=peer");
            CliResult result = Cli.Run("listen", server.Url, "--insecure").ExpectError("127.0.0.1");
            Assert.IsTrue(result.ExitCode is 3 or 4 or 5, result.ToString());
        }

        [TestMethod]
        public void FilesThatDoNotFitAreMistakes()
        {
            using TestCertificate own = s_authority.Issue();
            using TestCertificate other = s_authority.Issue();
            using var nothing = new TestCertificate("nothing", null);
            Cli.Run("listen", "wss://127.0.0.1/", "--cert", own.File, "--key", other.KeyFile).ExpectExit(2).ExpectError(".pem");
            Cli.Run("listen", "wss://127.0.0.1/", "--ca", nothing.File).ExpectExit(2).ExpectError("contains no certificate");
        }

        [TestMethod]
        public void ServerWithoutTlsIsNamed()
        {
            using var server = new DeviceServer();
            Cli.Run("listen", server.Url.Replace("ws://", "wss://", StringComparison.Ordinal))
                .ExpectExit(4).ExpectError("does it speak TLS at all");
        }

        /// <summary>Starts a server that tells each client the subject of its certificate, and waits for its close.</summary>
        private static Task<KestrelServer> StartAsync(TestCertificate certificate, bool wantsClientCertificate = false)
        {
            return KestrelServer.StartWithContextAsync(
                async context =>
                {
                    using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                    await socket.SendTextAsync(context.Connection.ClientCertificate?.Subject ?? "nobody");
                    await socket.NextAsync();
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token);
                },
                null,
                https =>
                {
                    https.ServerCertificate = certificate.OfDesktop;
                    https.ClientCertificateMode = wantsClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                    https.AllowAnyClientCertificate();
                });
        }
    }
}
