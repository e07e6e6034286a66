using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Our client with servers that do not do what they should.</summary>
    [TestClass]
    public class TlsClientTests : LoopTest
    {
        // Whoever waits for this long has failed its test.
        private const int Never = 600000;

        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);

        private string Url => "wss://" + _listener.LocalEndpoint + "/";

        [TestInitialize]
        public void Listen()
        {
            _listener.Start();
        }

        [TestCleanup]
        public void StopListening()
        {
            _listener.Stop();
        }

        [TestMethod]
        [DataRow(200, Never, WsErrorKind.TimedOut)]
        [DataRow(Never, 200, WsErrorKind.TlsFailed)]
        public void SilenceIsEndedByTheConnectOrTheHandshakeTimeout(int connectTimeout, int handshakeTimeout, WsErrorKind kind)
        {
            Connect(Url, new WsClientOptions { ConnectTimeout = connectTimeout }, Any(handshakeTimeout)).ExpectFailure(kind);
        }

        [TestMethod]
        public void SilenceIsEndedByClosing()
        {
            ClientHost client = Connect(Url, new WsClientOptions { ConnectTimeout = Never }, Any(Never));
            using Socket server = _listener.AcceptSocket();
            Assert.AreEqual(1, server.Receive(new byte[1]), "the hello");
            client.Close();
            client.ExpectFailure(WsErrorKind.Cancelled);

            // With the hello read, what there is to see is the end, or a reset.
            var rest = new byte[4096];
            while (server.Available > 0)
            {
                server.Receive(rest);
            }

            Assert.IsTrue(server.Poll(Patience.Limit, SelectMode.SelectRead), "the connection is still there");
        }

        [TestMethod]
        public void NobodyListens()
        {
            string url = Url;
            _listener.Stop();
            Connect(url, null, Any(Never)).ExpectFailure(WsErrorKind.NotConnected);
        }

        [TestMethod]
        public void ARedirectionLeadsToTls()
        {
            TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            ServerHost server = StartServer(tls: new WsTlsOptions { Certificate = certificate.Own });
            using RawServer plain = RawServer.Answering("HTTP/1.1 301 There\r\nLocation: " + server.Url + "\r\n\r\n");
            Connect(plain.Url, new WsClientOptions { MaxRedirects = 1 }, new WsTlsOptions { CaCertificate = certificate.Trusted }).Expect("open");

            // Without options those are trusted that are stored, as for any URL with TLS: none here.
            Connect(plain.Url, new WsClientOptions { MaxRedirects = 1 }).ExpectFailure(WsErrorKind.TlsFailed);
            Loop.Errors.Clear();
        }

        [TestMethod]
        public async Task EndWithoutGoodbye()
        {
            TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            await using KestrelServer server = await KestrelServer.StartAsync(
                async socket =>
                {
                    await socket.SendTextAsync("hello");
                    await socket.NextAsync();
                    socket.Abort();
                },
                null,
                options => options.ServerCertificate = certificate.OfDesktop);
            ClientHost client = Connect(server.Url, null, Any(Never));
            client.Expect("open", "text:hello");
            client.Send("bye");
            client.Expect(EventLog.Closed(1006));
        }

        private static WsTlsOptions Any(int handshakeTimeout)
        {
            return new WsTlsOptions { AcceptAnyServer = true, HandshakeTimeout = handshakeTimeout };
        }
    }
}
