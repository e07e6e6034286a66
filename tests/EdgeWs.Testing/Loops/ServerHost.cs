using System.Net;

namespace EdgeWs.Testing
{
    /// <summary>A server on a loop, at a port that the system chose unless told otherwise, whose channels are watched.</summary>
    internal sealed class ServerHost
    {
        public const string Path = "/chat";

        private readonly LoopThread _loop;

        private ServerHost(LoopThread loop, bool isSecure)
        {
            _loop = loop;
            IsSecure = isSecure;
        }

        public WsServer Server { get; private set; }

        /// <summary>What all channels raise, <c>open</c> included.</summary>
        public EventLog Events { get; } = new EventLog();

        /// <summary>The channel that was opened last. To be used on the polling thread.</summary>
        public WsServerChannel Channel { get; private set; }

        public bool IsSecure { get; }

        public int Port => _loop.Do(() => Server.Port);

        public string Url => (IsSecure ? "wss" : "ws") + "://127.0.0.1:" + Port + Path;

        /// <summary>Makes a server, has its events subscribed to on the polling thread, and starts it.</summary>
        public static ServerHost Start(
            LoopThread loop, WsServerOptions options = null, Action<WsServer> configure = null, WsTlsOptions tls = null, int port = 0)
        {
            options = Patience.Prolong(options, tls);
            options.Scheduler = loop.Scheduler;
            var host = new ServerHost(loop, tls != null);
            loop.Do(() =>
            {
                host.Server = WsServer.Create(Path, new IPEndPoint(IPAddress.Loopback, port), options, tls);
                host.Server.Connected += host.OnConnection;
                configure?.Invoke(host.Server);
            });
            host.Start();
            return host;
        }

        public void Start()
        {
            Assert.IsTrue(_loop.Do(Server.Start), "the port is in use");
        }

        public void Stop()
        {
            _loop.Do(Server.Stop);
        }

        /// <summary>Sends to the channel that was opened last.</summary>
        public void Send(string text)
        {
            Assert.IsTrue(_loop.Do(() => Channel.Send(text)), "the message was not taken");
        }

        /// <summary>Closes the channel that was opened last.</summary>
        public void Close(int code = WsCloseCode.Normal, string reason = "")
        {
            _loop.Do(() => Channel.Close(code, reason));
        }

        /// <summary>Asserts what happens next, in this order.</summary>
        public void Expect(params string[] lines)
        {
            Events.Expect(lines);
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            Channel = channel;
            Events.Add("open");
            Events.Watch(channel);
        }
    }
}
