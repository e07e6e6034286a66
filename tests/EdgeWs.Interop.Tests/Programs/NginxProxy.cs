namespace EdgeWs.Interop.Tests.Programs
{
    /// <summary>nginx in front of a server, with everything it writes in a folder of its own.</summary>
    internal sealed class NginxProxy : IDisposable
    {
        /// <summary>Of the board in the documents, in whose place our server is.</summary>
        private const string Address = "192.168.1.20:8000";

        private const string Configuration = """
            daemon off;
            pid nginx.pid;
            error_log stderr notice;
            events { }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:LISTENTLS;
                    LOCATIONS
                }
            }
            """;

        private readonly ConfiguredProgram _program;
        private readonly string _scheme;

        /// <param name="locations">The location blocks of its only server.</param>
        /// <param name="certificate">The server's, for TLS; null for none.</param>
        public NginxProxy(string locations, TestCertificate certificate = null)
        {
            string tls = certificate == null
                ? string.Empty
                : " ssl; ssl_certificate " + certificate.File + "; ssl_certificate_key " + certificate.KeyFile;
            _scheme = certificate == null ? "ws" : "wss";
            _program = new ConfiguredProgram(
                "nginx",
                (folder, port) => Configuration.Replace("LISTENTLS", port + tls).Replace("LOCATIONS", locations),
                (folder, file) => ["-p", folder, "-e", "stderr", "-c", file],
                "start worker processes");
        }

        /// <summary>Without a path.</summary>
        public string Url => _scheme + "://127.0.0.1:" + _program.Port;

        /// <summary>Starts a proxy as docs/interoperability.md has it, with further settings.</summary>
        public static NginxProxy StartFor(ServerHost server, string settings = "", TestCertificate certificate = null)
        {
            return new NginxProxy("location / { " + Documented("docs/interoperability.md", server) + settings + " }", certificate);
        }

        /// <summary>The configuration that a document shows, for a server of ours.</summary>
        public static string Documented(string document, ServerHost server)
        {
            return Documentation.Block(document, "nginx").Replace(Address, "127.0.0.1:" + server.Port);
        }

        public void Dispose()
        {
            _program.Dispose();
        }
    }
}
