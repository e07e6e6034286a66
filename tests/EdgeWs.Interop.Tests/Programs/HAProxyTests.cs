using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>HAProxy in front of our server, which it asks whether it is well, with the configuration of docs/interoperability.md.</summary>
    [TestClass]
    public class HAProxyTests : ExchangeTest
    {
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
              bind 127.0.0.1:PORT
              default_backend device
            BACKEND
            """;

        [TestMethod]
        public void TheDocumentedHealthCheckSucceedsAndClientsGetThrough()
        {
            ServerHost server = StartEchoServer();
            using ConfiguredProgram proxy = Start(Documented(server), "succeeded, .* code: 426");
            OpenTo("ws://127.0.0.1:" + proxy.Port + ServerHost.Path).Echo("through");
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

        private static string Documented(ServerHost server) =>
            Documentation.Block("docs/interoperability.md", "haproxy").Place("192.168.1.20:8000", "127.0.0.1:" + server.Port);

        private static ConfiguredProgram Start(string backend, string health)
        {
            return new ConfiguredProgram(
                "haproxy",
                (folder, port) => Configuration.Replace("PORT", port.ToString()).Replace("BACKEND", backend) + "\n",
                (folder, file) => ["-db", "-f", file],
                "Health check for server device/board " + health);
        }
    }
}
