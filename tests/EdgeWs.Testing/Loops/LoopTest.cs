namespace EdgeWs.Testing
{
    /// <summary>
    /// Gives every test a loop of its own. After each test nothing may be left in it once its servers and clients are closed, and
    /// no handler may have thrown, unless the test took the exception from <see cref="LoopThread.Errors"/>.
    /// </summary>
    public abstract class LoopTest
    {
        private readonly List<Action> _ends = new List<Action>();

        public TestContext TestContext { get; set; }

        private protected LoopThread Loop { get; private set; }

        [TestInitialize]
        public void StartLoop()
        {
            Loop = new LoopThread();
        }

        [TestCleanup]
        public void StopLoop()
        {
            using (Loop)
            {
                _ends.ForEach(Loop.Do);
                Loop.UntilLeft(0);
            }

            Assert.IsEmpty(Loop.Errors, string.Join("\n", Loop.Errors));
        }

        /// <summary>Has something run on the loop after the test.</summary>
        private protected void EndWith(Action end)
        {
            _ends.Add(end);
        }

        private protected ServerHost StartServer(
            WsServerOptions options = null, Action<WsServer> configure = null, WsTlsOptions tls = null, int port = 0)
        {
            ServerHost host = ServerHost.Start(Loop, options, configure, tls, port);
            EndWith(host.Server.Stop);
            return host;
        }

        private protected ClientHost Connect(string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            ClientHost host = ClientHost.Connect(Loop, url, options, tls);
            EndWith(() => host.Client.Close());
            return host;
        }

        /// <summary>Connects and waits for both ends to be open.</summary>
        private protected ClientHost Open(ServerHost server, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            ClientHost client = Connect(server.Url, options, tls);
            client.Expect("open");
            server.Expect("open");
            return client;
        }

        /// <summary>Has a server send back everything that it receives.</summary>
        private protected static void Echo(WsServer server)
        {
            server.Connected += (s, channel) => channel.MessageReceived += (c, m) => c.Send(m);
        }
    }
}
