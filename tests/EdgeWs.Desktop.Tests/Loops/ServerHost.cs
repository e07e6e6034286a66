using System;
using System.Net;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Loops
{
    /// <summary>A server on a loop, at a port that the system chose, whose channels are watched.</summary>
    internal sealed class ServerHost
    {
        public const string Path = "/chat";

        private readonly LoopThread _loop;

        private ServerHost(LoopThread loop)
        {
            _loop = loop;
        }

        public WsServer Server { get; private set; }

        /// <summary>What all channels raise, <c>open</c> included.</summary>
        public EventLog Events { get; } = new EventLog();

        /// <summary>The channel that was opened last. To be used on the polling thread.</summary>
        public WsServerChannel Channel { get; private set; }

        public bool IsSecure { get; private set; }

        public int Port => _loop.Do(() => Server.Port);

        public string Url => (IsSecure ? "wss" : "ws") + "://127.0.0.1:" + Port + Path;

        public Uri HttpUrl => new Uri("http://127.0.0.1:" + Port + Path);

        /// <summary>Starts a server.</summary>
        /// <param name="loop">What drives it.</param>
        /// <param name="options">Its options; the scheduler is set here.</param>
        /// <param name="configure">Subscribes to further events, on the polling thread, before the server starts.</param>
        /// <param name="tls">For a server with TLS; null for one without.</param>
        public static ServerHost Start(LoopThread loop, WsServerOptions options = null, Action<WsServer> configure = null, WsTlsOptions tls = null)
        {
            options ??= new WsServerOptions { CloseTimeout = Patience.Milliseconds };
            options.Scheduler = loop.Scheduler;
            var host = new ServerHost(loop);
            loop.Do(() =>
            {
                var endPoint = new IPEndPoint(IPAddress.Loopback, 0);
                host.Server = WsServer.Create(Path, endPoint, options, tls);
                host.IsSecure = tls != null;
                host.Server.Connection += host.OnConnection;
                configure?.Invoke(host.Server);
                Assert.IsTrue(host.Server.Start());
            });
            return host;
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            Channel = channel;
            Events.Add("open");
            Events.Watch(channel);
        }
    }
}
