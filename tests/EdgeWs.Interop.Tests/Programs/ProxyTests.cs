using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>Our client behind Apache, with the configurations of docs/interoperability.md, and through tinyproxy, which it asks for a way.</summary>
    [TestClass]
    public class ProxyTests : ExchangeTest
    {
        private const string ApacheConfiguration = """
            ServerName localhost
            Listen 127.0.0.1:PORT
            PidFile FOLDER/pid
            ErrorLog /dev/stderr
            User nobody
            Group nogroup
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule MODULE_module /usr/lib/apache2/modules/mod_MODULE.so

            """;

        [TestMethod]
        [DataRow("proxy_http", "http:")]
        [DataRow("proxy_wstunnel", "ws:")]
        public void ThroughApache(string module, string scheme)
        {
            string setting = Documentation.Block("docs/interoperability.md", "apache", scheme)
                .Place("192.168.1.20:8000", "127.0.0.1:" + StartEchoServer().Port);
            using var proxy = new ConfiguredProgram(
                "apache2",
                (folder, port) => ApacheConfiguration.Replace("PORT", port.ToString()).Replace("FOLDER", folder).Replace("MODULE", module) + setting,
                (folder, file) => ["-D", "FOREGROUND", "-d", folder, "-f", file],
                "resuming normal operations",
                "apache2-bin");
            RunClient("ws://127.0.0.1:" + proxy.Port, Exchange.OurPing, string.Empty);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ThroughTinyproxy(bool isSecure)
        {
            using TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            ServerHost server = StartEchoServer(isSecure ? new WsTlsOptions { Certificate = certificate.Own } : null);
            WsTlsOptions tls = isSecure ? new WsTlsOptions { CaCertificate = certificate.Trusted } : null;
            using var proxy = new ConfiguredProgram(
                "tinyproxy",
                (folder, port) => $"Port {port}\nListen 127.0.0.1\nTimeout 600\nMaxClients 10\nLogLevel Info\nBasicAuth device secret\n",
                (folder, file) => ["-d", "-c", file],
                "Starting main loop",
                "tinyproxy-bin");

            ClientHost Through(string password) => ConnectTo(server.Url, tls, options =>
            {
                options.Proxy = "127.0.0.1:" + proxy.Port;
                if (password != null)
                {
                    options.SetProxyCredentials("device", password);
                }
            });

            ClientHost client = Through("secret");
            client.Expect("open");
            client.Echo(Exchange.Large);
            client.Close();
            client.Expect(EventLog.Closed(1000));

            // It says 401 to a wrong password, where 407 is meant.
            Through("guess").ExpectFailure(WsErrorKind.ProxyRefused, 401);
            Through(null).ExpectFailure(WsErrorKind.ProxyRefused, 407);
        }
    }
}
