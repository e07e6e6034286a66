extern alias Device;

using System;
using System.Text.RegularExpressions;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Other people's clients over TLS with our server.</summary>
    [TestClass]
    public class TlsServerPeerTests
    {
        // A new connection may come before the last one's session is over.
        private const int Sessions = 4;

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1", "localhost");

        [ClassCleanup]
        public static void DeleteFiles()
        {
            s_authority.Certificate.Dispose();
        }

        [TestMethod]
        public void Python()
        {
            Peer python = Peer.FindPython().With("SSL_CERT_FILE", s_authority.Certificate.File);
            using EchoServer server = Start();
            PeerRun.AsClient(
                python,
                "websockets_client.py",
                server,
                server.Url,
                [.. PeerRun.FragmentingClient, "pong", "ponged", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from websockets"));
        }

        [TestMethod]
        public void Node()
        {
            Peer node = Peer.FindNode().With("NODE_EXTRA_CA_CERTS", s_authority.Certificate.File);
            using EchoServer server = Start();
            PeerRun.AsClient(
                node,
                "ws_client.js",
                server,
                server.Url,
                [.. PeerRun.FragmentingClient, "pong from ws", "ping 4", "text 13", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from ws"));
        }

        [TestMethod]
        public void Chromium()
        {
            Peer chromium = Peer.FindChromium();
            using EchoServer server = Start();
            using var page = new PeerSession(chromium, "chromium_client.js", server.Url);
            page.ReadValue("page");
            page.ExpectAll([.. PeerRun.BrowserClient, .. PeerRun.BrowserEndings]);
            server.Journal.AssertIs(PeerRun.SeenOfBrowserClient(Exchange.ServerReason), page.Transcript);
        }

        [TestMethod]
        [DataRow("-tls1_2", "TLSv1.2")]
        [DataRow("-tls1_3", "TLSv1.3")]
        public void OpenSsl(string option, string version)
        {
            Peer openssl = Peer.FindProgram("openssl", "openssl");
            using EchoServer server = Start();
            using ChildProcess client = openssl.Start(
                "s_client", "-connect", "127.0.0.1:" + server.Port, option, "-CAfile", s_authority.Certificate.File,
                "-verify_return_error", "-verify_ip", "127.0.0.1", "-crlf", "-ign_eof");
            client.Write(RawPeer.Request.Replace("/chat", Exchange.Path, StringComparison.Ordinal).Replace("\r", string.Empty, StringComparison.Ordinal));
            ExpectLine(client, "^New, " + Regex.Escape(version) + ", ");
            ExpectLine(client, "^Verify return code: 0|^Verification: OK|HTTP/1.1 101 ");
            ExpectLine(client, "^Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\\+xOo=");
        }

        [TestMethod]
        public void CurlUpgrade()
        {
            Peer curl = Peer.FindProgram("curl", "curl");
            using EchoServer server = Start();
            server.Connected += channel => channel.Close(4000, "that was it");
            using ChildProcess client = curl.Start(
                "--silent", "--include", "--no-buffer", "--http1.1", "--max-time", "20", "--cacert", s_authority.Certificate.File,
                "--header", "Connection: Upgrade", "--header", "Upgrade: websocket", "--header", "Sec-WebSocket-Version: 13",
                "--header", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "https://127.0.0.1:" + server.Port + Exchange.Path);
            ExpectLine(client, "^HTTP/1.1 101 ");
            ExpectLine(client, "^Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\\+xOo=");
            ExpectLine(client, "that was it");
        }

        [TestMethod]
        [DataRow("-tls1_2", SslProtocols.Tls13)]
        [DataRow("-tls1_3", SslProtocols.Tls12)]
        public void NoVersionInCommon(string option, object protocols)
        {
            Peer openssl = Peer.FindProgram("openssl", "openssl");
            using var server = new EchoServer(null, new WsTlsOptions { Certificate = s_server.Own, SslProtocols = (SslProtocols)protocols });
            using ChildProcess client = openssl.Start("s_client", "-connect", "127.0.0.1:" + server.Port, option);
            ExpectLine(client, "alert protocol version|wrong version|unsupported protocol|alert handshake failure");
            Assert.AreNotEqual(0, client.WaitForExit(Patience.Limit), client.Transcript);
        }

        private static EchoServer Start()
        {
            return new EchoServer(null, new WsTlsOptions { Certificate = s_server.Own, MaxSessions = Sessions });
        }

        private static void ExpectLine(ChildProcess process, string pattern)
        {
            string line;
            do
            {
                line = process.ReadLine(Patience.Limit);
                Assert.IsNotNull(line, "no " + pattern + " in:\n" + process.Transcript);
            }
            while (!Regex.IsMatch(line, pattern));
        }
    }
}
