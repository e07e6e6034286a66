using System;
using EdgeWs.Desktop.Tests.Tls;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>nginx in front of a server, with everything it writes in a folder of its own.</summary>
    internal sealed class NginxProxy : IDisposable
    {
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

        private NginxProxy(ConfiguredProgram program, string scheme)
        {
            _program = program;
            _scheme = scheme;
        }

        /// <summary>Without a path.</summary>
        public string Url => _scheme + "://127.0.0.1:" + _program.Port;

        public string Transcript => _program.Transcript;

        /// <param name="locations">The location blocks of its only server.</param>
        /// <param name="certificate">The server's, for TLS; null for none.</param>
        public static NginxProxy Start(string locations, TestCertificate certificate = null)
        {
            string tls = certificate == null
                ? string.Empty
                : " ssl; ssl_certificate " + certificate.File + "; ssl_certificate_key " + certificate.KeyFile;
            ConfiguredProgram program = ConfiguredProgram.Start(
                "nginx",
                (folder, port) => Configuration.Replace("LISTENTLS", port + tls).Replace("LOCATIONS", locations),
                (folder, file) => ["-p", folder, "-e", "stderr", "-c", file],
                "start worker processes");
            return new NginxProxy(program, certificate == null ? "ws" : "wss");
        }

        public void Dispose()
        {
            _program.Dispose();
        }
    }
}
