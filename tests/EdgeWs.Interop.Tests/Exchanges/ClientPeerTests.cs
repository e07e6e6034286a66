using System.Net;
using EdgeWs.Interop.Tests.Programs;
using EdgeWs.Nano.Http;

namespace EdgeWs.Interop.Tests.Exchanges
{
    /// <summary>Other people's clients with our server: directly, over TLS, on the port of an HTTP host, and through nginx.</summary>
    [TestClass]
    public class ClientPeerTests : ExchangeTest
    {
        private const string Direct = "directly";
        private const string Tls = "over TLS";
        private const string Http = "on the port of an HTTP host";
        private const string Nginx = "through nginx";

        private const string Opened = "open " + Exchange.Protocol;

        // A new connection may come before the last one's session is over.
        private const int Sessions = 4;

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_certificate = s_authority.Issue("127.0.0.1", "localhost");

        private static readonly string[] s_seen =
        [
            Opened,
            EventLog.Text(Exchange.Text),
            EventLog.Binary(Exchange.Binary),
            EventLog.Text(string.Empty),
            EventLog.Binary([]),
        ];

        [ClassCleanup]
        public static void DeleteFiles()
        {
            s_authority.Certificate.Dispose();
        }

        [TestMethod]
        [DataRow("ws_client.js", Direct)]
        [DataRow("ws_client.js", Tls)]
        [DataRow("ws_client.js", Http)]
        [DataRow("ws_client.js", Nginx)]
        [DataRow("websockets_client.py", Direct)]
        [DataRow("websockets_client.py", Tls)]
        [DataRow("websockets_client.py", Http)]
        [DataRow("wsproto_client.py", Direct)]
        public void ClientThatCanSendFragments(string script, string way)
        {
            Run(
                script,
                way,
                Opened, "text 21", "binary 256", "text 0", "binary 0", "text 21", "binary 1048576", "pong", "text 13", "close 4321 ",
                Opened, "close 4000 " + Exchange.ServerReason,
                Opened, "close 1008 ",
                "refused 404", "refused 403");
            ExpectClient(
            [
                .. s_seen, EventLog.Text(Exchange.Text), EventLog.Binary(Exchange.Large), Exchange.PeersPing,
                EventLog.Text(Exchange.PingMe), "pong", EventLog.Closed(Exchange.ClientCode, Exchange.ClientReason),
            ]);
            ExpectClient(Opened, EventLog.Text(Exchange.CloseMe), EventLog.Closed(Exchange.ServerCode, Exchange.ServerReason));
            ExpectClient(Opened, EventLog.Closed(WsCloseCode.PolicyViolation));
        }

        /// <summary>It sees no pings, and not why it was refused, which browsers keep from scripts.</summary>
        [TestMethod]
        [DataRow("undici_client.js", Direct, "")]
        [DataRow("chromium_client.js", Direct, Exchange.ServerReason)]
        [DataRow("chromium_client.js", Tls, Exchange.ServerReason)]
        [DataRow("chromium_client.js", Http, Exchange.ServerReason)]
        public void ClientWithTheApiOfBrowsers(string script, string way, string echoedReason)
        {
            // Of these only undici can ping.
            bool canPing = script == "undici_client.js";
            string[] pong = canPing ? ["pong"] : [];
            string[] ping = canPing ? [Exchange.PeersPing] : [];
            Run(
                script,
                way,
                [
                    Opened, "text 21", "binary 256", "text 0", "binary 0", "blob 256", "binary 1048576", .. pong, "text 13", "close 4321 ",
                    Opened, "close 4000 " + Exchange.ServerReason,
                    "refused", "refused",
                ]);
            ExpectClient(
            [
                .. s_seen, EventLog.Binary(Exchange.Binary), EventLog.Binary(Exchange.Large), .. ping,
                EventLog.Text(Exchange.PingMe), "pong", EventLog.Closed(Exchange.ClientCode, Exchange.ClientReason),
            ]);
            ExpectClient(Opened, EventLog.Text(Exchange.CloseMe), EventLog.Closed(Exchange.ServerCode, echoedReason));
        }

        private void Run(string script, string way, params string[] steps)
        {
            Peer peer = Peer.FindFor(script).Trusting(s_authority.Certificate);
            ServerHost server = StartEchoServer(
                way == Tls ? new WsTlsOptions { Certificate = s_certificate.Own, MaxSessions = Sessions } : null);
            using NginxProxy proxy = way == Nginx ? NginxProxy.StartFor(server) : null;
            string url = way == Http ? "ws://127.0.0.1:" + StartHost(server) : proxy?.Url ?? server.Url.Replace(ServerHost.Path, string.Empty);
            using var client = new PeerSession(peer, script, url);
            client.ExpectAll(steps);
        }

        /// <returns>The port.</returns>
        private int StartHost(ServerHost server)
        {
            return Loop.Do(() =>
            {
                HttpHost host;
                do
                {
                    host = HttpHost.Create(new IPEndPoint(IPAddress.Loopback, FreePort.Find()), new HttpHostOptions { Scheduler = Loop.Scheduler });
                    host.Add(server.Server);
                }
                while (!host.Start());

                EndWith(host.Stop);
                return host.Port;
            });
        }
    }
}
