using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using EdgeWs.Nano.Http;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Gives every test hosts, servers in upgrade mode and an HTTP client.</summary>
    public abstract class HttpTest : LoopTest
    {
        private protected HttpClient Http { get; } = new HttpClient { Timeout = Patience.Limit };

        [TestCleanup]
        public void DisposeClient()
        {
            Http.Dispose();
        }

        /// <summary>Starts a host that answers as <see cref="Answer"/> does, unless told otherwise.</summary>
        private protected HttpHost StartHost(HttpHostOptions options = null, HttpExchangeHandler handler = null, WsTlsOptions tls = null)
        {
            options ??= new HttpHostOptions { RequestTimeout = Patience.Milliseconds };
            options.Scheduler = Loop.Scheduler;
            return Loop.Do(() =>
            {
                HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Loopback, 0), options, tls);
                host.RequestReceived += handler ?? Answer;
                Assert.IsTrue(host.Start());
                EndWith(host.Stop);
                return host;
            });
        }

        /// <summary>Makes a server in upgrade mode that echoes.</summary>
        private protected WsServer CreateServer(string path = ServerHost.Path, WsServerOptions options = null)
        {
            options ??= new WsServerOptions { CloseTimeout = Patience.Milliseconds };
            options.Scheduler = Loop.Scheduler;
            WsServer server = Loop.Do(() => WsServer.Create(path, options));
            Echo(server);
            EndWith(server.Stop);
            return server;
        }

        /// <summary>Starts a host with one server at <see cref="ServerHost.Path"/>.</summary>
        private protected int StartHostWithServer(out WsServer server, WsServerOptions options = null)
        {
            WsServer created = CreateServer(options: options);
            HttpHost host = StartHost();
            Loop.Do(() => host.Add(created));
            server = created;
            return PortOf(host);
        }

        private protected int PortOf(HttpHost host)
        {
            return Loop.Do(() => host.Port);
        }

        private protected static string UrlOf(int port, string path)
        {
            return "http://127.0.0.1:" + port + path;
        }

        /// <summary>A request with what it needs.</summary>
        private protected static string Get(string target)
        {
            return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
        }

        /// <summary>Sends bytes over a new connection and reads an answer.</summary>
        private protected static string Ask(int port, string request)
        {
            using RawClient client = RawClient.Connect(port);
            client.Send(request);
            return ReadAnswer(client);
        }

        /// <summary>Reads an answer that says how long it is.</summary>
        private protected static string ReadAnswer(RawClient client)
        {
            var head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                head.Append(Encoding.UTF8.GetString(client.Read(1)));
            }

            Match length = Regex.Match(head.ToString(), "\r\nContent-Length: ([0-9]+)\r\n");
            return head + (length.Success ? Encoding.UTF8.GetString(client.Read(int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture))) : string.Empty);
        }

        /// <summary>Asserts that a channel works: an echo, there and back.</summary>
        private protected static void AssertEcho(RawClient client, string text = "echo")
        {
            client.Send(TextFrame(text));
            AssertReceives(client, text);
        }

        private protected static void AssertReceives(RawClient client, string text)
        {
            client.ExpectFrame(0x81, Encoding.UTF8.GetBytes(text));
        }

        private protected static byte[] TextFrame(string text)
        {
            return RawClient.Frame(0x81, Encoding.UTF8.GetBytes(text));
        }

        /// <summary>Closes a channel in order.</summary>
        private protected static void Close(RawClient client)
        {
            client.SendFrame(0x88, [0x03, 0xE8]);
            client.ReadToEnd();
        }

        private protected static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }

        /// <summary>The sockets of this process; 0 where there is no way to know.</summary>
        private protected static int OpenSockets()
        {
            return !OperatingSystem.IsLinux() ? 0 : Directory.GetFileSystemEntries("/proc/self/fd")
                .Count(file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
        }

        private protected static int Threads()
        {
            using var process = Process.GetCurrentProcess();
            return process.Threads.Count;
        }

        /// <summary>Opens and ends connections, one after the other, in turn with a reset and in order.</summary>
        private protected static void Cycle(int port, int count)
        {
            for (int i = 0; i < count; i++)
            {
                using RawClient client = RawClient.Open(port);
                AssertEcho(client, "echo " + i);
                if (i % 3 == 0)
                {
                    client.Vanish(withReset: true);
                }
                else
                {
                    Close(client);
                }
            }
        }

        /// <summary>Waits until all channels but one have ended, and collects.</summary>
        private protected void Settle(WsServer server)
        {
            Loop.Until(() => server.ChannelCount == 1, "the end of all channels but one");
            Collect();
        }

        private static void Answer(HttpHost host, HttpExchange exchange)
        {
            if (exchange.Path == "/hello")
            {
                exchange.Respond("hello " + exchange.Method + " " + exchange.Query);
            }
            else if (exchange.Path == "/echo")
            {
                exchange.Respond(200, "application/octet-stream", exchange.Body);
            }
        }
    }
}
