using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>Our client's ways to a server through programs that stand in networks: HAProxy, Apache, and tinyproxy as a proxy for CONNECT.</summary>
    [TestClass]
    public class ProxyTests : ExchangeTest
    {
        private const string HAProxyConfiguration = """
            global
              log stdout format raw local0
            defaults
              mode http
              option log-health-checks
              log global
              timeout connect 10s
              timeout client 1m
              timeout server 1m
            frontend entry
              bind 127.0.0.1:LISTEN
              default_backend BACKEND
            backend hop
              server hop FOLDER/h2 proto h2
            frontend hop
              bind FOLDER/h2 proto h2
              default_backend board
            backend board
              server board SERVER check

            """;

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

        /// <summary>The proxy may speak HTTP/2 with the next, where a WebSocket begins with a CONNECT: RFC 8441.</summary>
        [TestMethod]
        [DataRow("", "board")]
        [DataRow("", "hop")]
        [DataRow(" ssl crt FOLDER/pem alpn h2,http/1.1", "board")]
        [DataRow(" ssl crt FOLDER/pem alpn h2,http/1.1", "hop")]
        public void ThroughHAProxy(string tls, string backend)
        {
            using TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            using ConfiguredProgram proxy = StartHAProxy(tls, backend, certificate);
            RunClient(
                (tls.Length > 0 ? "wss" : "ws") + "://127.0.0.1:" + proxy.Port,
                Exchange.OurPing,
                string.Empty,
                tls.Length > 0 ? new WsTlsOptions { CaCertificate = certificate.Trusted } : null);
        }

        [TestMethod]
        public void HttpTwoAloneIsNoWay()
        {
            using ConfiguredProgram proxy = StartHAProxy(" proto h2", "board", null);
            ConnectTo("ws://127.0.0.1:" + proxy.Port + ServerHost.Path).ExpectFailure(WsErrorKind.ConnectionLost);
        }

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

        private ConfiguredProgram StartHAProxy(string binding, string backend, TestCertificate certificate)
        {
            string server = "127.0.0.1:" + StartEchoServer().Port;
            return new ConfiguredProgram(
                "haproxy",
                (folder, port) =>
                {
                    File.WriteAllText(Path.Combine(folder, "pem"), certificate?.Pem + "\n" + certificate?.KeyPem);
                    return HAProxyConfiguration.Place("LISTEN", port + binding).Place("BACKEND", backend).Place("SERVER", server).Place("FOLDER", folder);
                },
                (folder, file) => ["-db", "-f", file],
                "Health check for server board/board succeeded");
        }
    }
}
