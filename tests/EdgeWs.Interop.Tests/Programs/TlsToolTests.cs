extern alias Device;

using System.Text.RegularExpressions;
using EdgeWs.Interop.Tests.Exchanges;
using EdgeWs.Testing.Wire;
using CertificateManager = Device::System.Net.Security.CertificateManager;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>openssl s_client and curl with our server over TLS.</summary>
    [TestClass]
    public class TlsToolTests : ExchangeTest
    {
        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1", "localhost");
        private static readonly string s_accept = "^Sec-WebSocket-Accept: " + Regex.Escape(OpeningHandshake.AcceptOf(OpeningHandshake.SampleKey));

        [ClassCleanup]
        public static void DeleteFiles()
        {
            s_authority.Certificate.Dispose();
        }

        [TestMethod]
        [DataRow("-tls1_2", "TLSv1\\.2")]
        [DataRow("-tls1_3", "TLSv1\\.3")]
        public void OpenSsl(string option, string version)
        {
            ServerHost server = StartEchoServer(new WsTlsOptions { Certificate = s_server.Own });
            using ChildProcess client = StartOpenSsl(server, option, "-verify_return_error", "-verify_ip", "127.0.0.1");
            client.Write(RawClient.Request.Replace("\r", string.Empty, StringComparison.Ordinal));
            client.ExpectLine("^New, " + version + ", ");
            client.ExpectLine("^Verify return code: 0|^Verification: OK|HTTP/1.1 101 ");
            client.ExpectLine(s_accept);
        }

        [TestMethod]
        [DataRow("-tls1_2", SslProtocols.Tls13)]
        [DataRow("-tls1_3", SslProtocols.Tls12)]
        public void NoVersionInCommon(string option, object protocols)
        {
            ServerHost server = StartEchoServer(new WsTlsOptions { Certificate = s_server.Own, SslProtocols = (SslProtocols)protocols });
            using ChildProcess client = StartOpenSsl(server, option);
            client.ExpectLine("alert protocol version|wrong version|unsupported protocol|alert handshake failure");
            Assert.AreNotEqual(0, client.WaitForExit(), client.Transcript);
            Loop.ExpectError<Exception>();
        }

        [TestMethod]
        [DoNotParallelize]
        public void ClientCertificate()
        {
            using TestCertificate own = s_authority.Issue();
            using TestCertificate stranger = TestAuthority.SelfSigned();
            CertificateManager.AddCaCertificateBundle(s_authority.Certificate.Pem);
            ServerHost server = StartEchoServer(new WsTlsOptions { Certificate = s_server.Own, RequireClientCertificate = true });
            using ChildProcess client = StartOpenSsl(server, "-cert", own.File, "-key", own.KeyFile);
            client.Write(RawClient.Request.Replace("\r", string.Empty, StringComparison.Ordinal));
            server.Expect("open");
            using ChildProcess refused = StartOpenSsl(server, "-cert", stranger.File, "-key", stranger.KeyFile);
            Loop.ExpectError<System.Security.Cryptography.CryptographicException>();
        }

        [TestMethod]
        public void Curl()
        {
            Peer curl = Peer.FindProgram("curl");

            // It does not answer the close frame, and ends its line with the connection.
            ServerHost server = StartEchoServer(new WsTlsOptions { Certificate = s_server.Own }, options => options.CloseTimeout = 500);
            Loop.Do(() => server.Server.Connected += (_, channel) => channel.Close(4000, "that was it"));
            using ChildProcess client = curl.Start(
                "--silent", "--include", "--no-buffer", "--http1.1", "--cacert", s_authority.Certificate.File,
                "--header", "Connection: Upgrade", "--header", "Upgrade: websocket", "--header", "Sec-WebSocket-Version: 13",
                "--header", "Sec-WebSocket-Key: " + OpeningHandshake.SampleKey,
                server.Url.Replace("wss:", "https:", StringComparison.Ordinal));
            client.ExpectLine("^HTTP/1.1 101 ");
            client.ExpectLine(s_accept);
            client.ExpectLine("that was it");
        }

        private static ChildProcess StartOpenSsl(ServerHost server, params string[] options)
        {
            return Peer.FindProgram("openssl").Start(
                ["s_client", "-connect", "127.0.0.1:" + server.Port, "-CAfile", s_authority.Certificate.File, "-crlf", "-ign_eof", .. options]);
        }
    }
}
