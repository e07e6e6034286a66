using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>HAProxy in front of our server, for our client: as docs/interoperability.md has it, and with TLS and HTTP/2 on the way.</summary>
    [TestClass]
    public class HAProxyTests : ExchangeTest
    {
        private const string Healthy = "succeeded, .* code: 426";

        private const string Configuration = """
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
            BACKEND
            """;

        /// <summary>From HTTP/2 into HTTP/1.1, within HAProxy.</summary>
        private const string Hop = """
              default_backend hop
            backend hop
              server hop FOLDER/h2 proto h2
            frontend entry2
              bind FOLDER/h2 proto h2
            """;

        /// <summary>In HTTP/2 a WebSocket begins with a CONNECT: RFC 8441.</summary>
        [TestMethod]
        [DataRow("", "")]
        [DataRow("", Hop)]
        [DataRow(" ssl crt FOLDER/pem alpn h2,http/1.1", "")]
        [DataRow(" ssl crt FOLDER/pem alpn h2,http/1.1", Hop)]
        public void TheClientGetsThrough(string listen, string hop)
        {
            using TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            using ConfiguredProgram proxy = Start(hop + "\n" + Documented(StartEchoServer()), Healthy, listen, certificate);
            bool isSecure = listen.Length > 0;
            RunClient(
                (isSecure ? "wss" : "ws") + "://127.0.0.1:" + proxy.Port,
                Exchange.OurPing,
                string.Empty,
                isSecure ? new WsTlsOptions { CaCertificate = certificate.Trusted } : null);
        }

        [TestMethod]
        public void HttpTwoAloneIsNoWay()
        {
            using ConfiguredProgram proxy = Start(Documented(StartEchoServer()), Healthy, " proto h2");
            ConnectTo("ws://127.0.0.1:" + proxy.Port + ServerHost.Path).ExpectFailure(WsErrorKind.ConnectionLost);
        }

        /// <summary>Unless it is told otherwise HAProxy asks for <c>/</c>, with HTTP/1.0, and expects a status of 2xx or 3xx.</summary>
        [TestMethod]
        [DataRow("  http-check send meth GET uri /chat ver HTTP/1.1 hdr Host device\n", 404)]
        [DataRow(" ver HTTP/1.1 hdr Host device", 400)]
        [DataRow("  http-check expect status 426\n", 426)]
        public void WithoutItTheServerPassesForIll(string left, int status)
        {
            using ConfiguredProgram proxy = Start(Documented(StartEchoServer()).Place(left, string.Empty), "failed, .* code: " + status);
        }

        private static string Documented(ServerHost server) => "  default_backend device\n"
            + Documentation.Block("docs/interoperability.md", "haproxy").Place("192.168.1.20:8000", "127.0.0.1:" + server.Port);

        private static ConfiguredProgram Start(string backend, string health, string listen = "", TestCertificate certificate = null)
        {
            return new ConfiguredProgram(
                "haproxy",
                (folder, port) =>
                {
                    File.WriteAllText(Path.Combine(folder, "pem"), certificate?.Pem + "\n" + certificate?.KeyPem);
                    return Configuration.Replace("LISTEN", port + listen).Replace("BACKEND", backend).Replace("FOLDER", folder) + "\n";
                },
                (folder, file) => ["-db", "-f", file],
                "Health check for server device/board " + health);
        }
    }
}
