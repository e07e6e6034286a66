using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Cli.Tests
{
    [TestClass]
    public class TlsTests
    {
        private const string Host = "127.0.0.1";

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public async Task SelfSignedIsNotTrusted(string command)
        {
            using X509Certificate2 certificate = TestCertificates.SelfSigned(Host);
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run(command, server.Url).ExpectExit(4).ExpectError("is not trusted: it is self-signed. --ca FILE");
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public async Task InsecureTakesAnything(string command)
        {
            using X509Certificate2 certificate = TestCertificates.SelfSigned("elsewhere.example", DateTimeOffset.UtcNow.AddDays(-1));
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run(command, server.Url, "--insecure", "--count", "1").ExpectExit(0);
        }

        [TestMethod]
        [DataRow("listen")]
        [DataRow("ping")]
        public async Task SelfSignedIsTrustedByItself(string command)
        {
            using var files = new TestCertificates();
            using X509Certificate2 certificate = TestCertificates.SelfSigned(Host);
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run(command, server.Url, "--ca", files.WriteCertificate(certificate), "--count", "1").ExpectExit(0);
        }

        [TestMethod]
        public async Task AuthorityIsTrusted()
        {
            using var files = new TestCertificates();
            using X509Certificate2 certificate = files.Signed("board", Host);
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run("listen", server.Url, "--ca", files.WriteCertificate(files.Authority), "--count", "1").ExpectExit(0);
        }

        [TestMethod]
        public async Task AnotherAuthorityIsNot()
        {
            using var files = new TestCertificates();
            using var others = new TestCertificates();
            using X509Certificate2 certificate = files.Signed("board", Host);
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run("listen", server.Url, "--ca", others.WriteCertificate(others.Authority), "--count", "1")
                .ExpectExit(4).ExpectError("its issuer is unknown: " + files.Authority.Subject);
        }

        [TestMethod]
        public async Task AnotherNameIsNotTrusted()
        {
            using var files = new TestCertificates();
            using X509Certificate2 certificate = files.Signed("board", "board.example");
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run("listen", server.Url, "--ca", files.WriteCertificate(files.Authority))
                .ExpectExit(4).ExpectError("it is for board.example, not for 127.0.0.1");
        }

        [TestMethod]
        public async Task ExpiredIsNotTrusted()
        {
            using var files = new TestCertificates();
            DateTimeOffset end = DateTimeOffset.UtcNow.AddDays(-1);
            using X509Certificate2 certificate = TestCertificates.SelfSigned(Host, end);
            await using TlsServer server = await TlsServer.StartAsync(certificate);
            CliProcess.Run("listen", server.Url, "--ca", files.WriteCertificate(certificate))
                .ExpectExit(4).ExpectError("it is valid from", "to " + end.LocalDateTime.ToString("yyyy-MM-dd"));
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public async Task ClientShowsItsCertificate(bool isOneFile)
        {
            using var files = new TestCertificates();
            using X509Certificate2 certificate = TestCertificates.SelfSigned(Host);
            using X509Certificate2 ours = files.Signed("operator", "operator");
            await using TlsServer server = await TlsServer.StartAsync(certificate, true);
            string file = files.WriteCertificate(ours);
            string key = files.WriteKey(ours);
            string[] identity = isOneFile
                ? ["--cert", files.Write(File.ReadAllText(file) + File.ReadAllText(key))]
                : ["--cert", file, "--key", key];
            CliResult result = CliProcess.Run(["listen", server.Url, "--insecure", "--count", "1", .. identity]).ExpectExit(0);
            StringAssert.EndsWith(result.Lines[0], "  CN=operator");
        }

        [TestMethod]
        public async Task ServerThatWantsACertificateRefuses()
        {
            using X509Certificate2 certificate = TestCertificates.SelfSigned(Host);
            await using TlsServer server = await TlsServer.StartAsync(certificate, true);
            CliResult result = CliProcess.Run("listen", server.Url, "--insecure").ExpectError("127.0.0.1");
            Assert.IsTrue(result.ExitCode is 3 or 4 or 5, result.ToString());
        }

        [TestMethod]
        public void KeyOfAnotherCertificateIsAMistake()
        {
            using var files = new TestCertificates();
            using X509Certificate2 ours = files.Signed("operator", "operator");
            CliProcess.Run("listen", "wss://127.0.0.1/", "--cert", files.WriteCertificate(ours), "--key", files.WriteKey(files.Authority))
                .ExpectExit(2).ExpectError(".pem");
        }

        [TestMethod]
        public void FileWithoutCertificateIsAMistake()
        {
            using var files = new TestCertificates();
            CliProcess.Run("listen", "wss://127.0.0.1/", "--ca", files.Write("nothing"))
                .ExpectExit(2).ExpectError("contains no certificate");
        }

        [TestMethod]
        public void ServerWithoutTlsIsNamed()
        {
            using var server = new DeviceServer();
            CliProcess.Run("listen", server.Url.Replace("ws://", "wss://", StringComparison.Ordinal))
                .ExpectExit(4).ExpectError("does it speak TLS at all");
        }
    }
}
