using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.Desktop.Tests.Tls;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>nginx in front of a server, with everything it writes in a folder of its own.</summary>
    internal sealed class NginxProxy : IDisposable
    {
        private const int Attempts = 5;

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

        private readonly ChildProcess _process;
        private readonly DirectoryInfo _folder;

        private NginxProxy(ChildProcess process, DirectoryInfo folder, string url)
        {
            _process = process;
            _folder = folder;
            Url = url;
        }

        /// <summary>Without a path.</summary>
        public string Url { get; }

        public string Transcript => "nginx:\n" + _process.Transcript;

        /// <param name="locations">The location blocks of its only server.</param>
        /// <param name="certificate">The server's, for TLS; null for none.</param>
        public static NginxProxy Start(string locations, TestCertificate certificate = null)
        {
            string tls = certificate == null
                ? string.Empty
                : " ssl; ssl_certificate " + certificate.File + "; ssl_certificate_key " + certificate.KeyFile;
            Peer nginx = Peer.FindProgram("nginx", "nginx");
            DirectoryInfo folder = Directory.CreateTempSubdirectory("edgews-nginx-");
            string transcript = string.Empty;
            for (int i = 0; i < Attempts; i++)
            {
                // nginx cannot have a port chosen for it, and what is free now may not be in a moment.
                int port = FindFreePort();
                string file = Path.Combine(folder.FullName, "nginx.conf");
                File.WriteAllText(file, Configuration.Replace("LISTENTLS", port + tls).Replace("LOCATIONS", locations));
                ChildProcess process = nginx.Start("-p", folder.FullName, "-e", "stderr", "-c", file);
                if (IsReady(process))
                {
                    return new NginxProxy(process, folder, (certificate == null ? "ws" : "wss") + "://127.0.0.1:" + port);
                }

                transcript = process.Transcript;
                process.Dispose();
            }

            folder.Delete(true);
            throw new AssertFailedException("nginx does not start:\n" + transcript);
        }

        public void Dispose()
        {
            _process.Dispose();
            _folder.Delete(true);
        }

        private static int FindFreePort()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        private static bool IsReady(ChildProcess process)
        {
            string line;
            while ((line = process.ReadLine(Deadlines.Step)) != null)
            {
                if (line.Contains("start worker processes", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
