namespace EdgeWs.Interop.Tests.Exchanges
{
    /// <summary>Our client with other people's servers.</summary>
    [TestClass]
    public class ServerPeerTests : ExchangeTest
    {
        private const string Opened = "open " + Exchange.Protocol;

        private static readonly TestAuthority s_authority = new TestAuthority();

        [TestMethod]
        [DataRow("ws_server.js", false)]
        [DataRow("ws_server.js", true)]
        [DataRow("websockets_server.py", false)]
        [DataRow("wsproto_server.py", false)]
        public void Server(string script, bool isSecure)
        {
            using TestCertificate certificate = s_authority.Issue("127.0.0.1");
            using var server = new PeerSession(script, isSecure ? [certificate.File, certificate.KeyFile] : []);
            WsTlsOptions tls = isSecure ? new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted } : null;
            string url = (isSecure ? "wss" : "ws") + "://127.0.0.1:" + server.ReadPort();
            RunClient(url, Exchange.PeersPing, Exchange.ClientReason, tls);
            server.Expect(
                Opened, "text 21", "binary 256", "text 0", "binary 0", "binary 1048576", "text 7", "pong", "close 4321 " + Exchange.ClientReason,
                Opened, "text 8", "close 4000 ");

            // It cuts a large echo into more pieces than are allowed here.
            ClientHost narrow = OpenTo(url + ServerHost.Path, tls, options => options.MaxFragments = 8);
            narrow.Send(Exchange.Large);
            narrow.Expect(EventLog.Closed(WsCloseCode.PolicyViolation));
        }
    }
}
