using System;
using System.Collections;
using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A WebSocket server, driven by its scheduler: no thread, no timer.</summary>
    /// <remarks>
    /// A server has a port of its own, or it is in upgrade mode: then it takes over connections of an HTTP server. Use all
    /// members only on the thread that polls. Events are raised only inside <see cref="IoScheduler.Poll()"/>, never inside a
    /// call of a member.
    /// </remarks>
    public sealed partial class WsServer : IDoorkeeper
    {
        internal readonly LoopResources Resources;
        private readonly WsServerOptions _options;
        private readonly IPEndPoint _endPoint;
        private readonly WsTlsOptions _tls;
        private readonly Admission _admission;
        private readonly ArrayList _channels = new ArrayList();
        private Door _door;
        private bool _isRunning;
        private int _lastId;
        private readonly string _path;
        private Exception _error;

        private WsServer(string path, IPEndPoint endPoint, WsTlsOptions tls, WsServerOptions options)
        {
            _path = path;
            _endPoint = endPoint;
            _tls = tls;
            _options = options ?? new WsServerOptions();
            _options.CheckRanges();
            Resources = LoopResources.Of(_options.Scheduler ?? IoSched.Default);
            _admission = new Admission(this, Resources, tls, _options.MaxHandshakes, _options.MaxHandshakesPerAddress);
        }

        /// <summary>The server listens. Raised after <see cref="Start"/>; never in upgrade mode.</summary>
        public event WsServerHandler Started;

        /// <summary>The server has stopped listening. Raised after <see cref="Stop"/>; its channels may still be closing.</summary>
        public event WsServerHandler Stopped;

        /// <summary>A client asks to be connected: the handler may accept or refuse, choose a subprotocol and attach an account.</summary>
        /// <remarks>A handler that throws refuses the client with 500.</remarks>
        public event WsHandshakeHandler Connecting;

        /// <summary>A client is connected.</summary>
        public event WsConnectedHandler Connected;

        /// <summary>The path that clients must ask for, or all paths that begin like it where it ends with <c>/*</c>.</summary>
        public string Path => _path;

        /// <summary>The options that the server was created with.</summary>
        public WsServerOptions Options => _options;

        /// <summary>The port on which the server listens; -1 while it does not, and in upgrade mode.</summary>
        public int Port => _door == null ? -1 : _door.Port;

        /// <summary>Whether the port is one for <c>wss</c>. In upgrade mode the HTTP server decides, see <see cref="WsEos.IsSecure"/>.</summary>
        public bool IsSecure => _tls != null;

        /// <summary>Why the last <see cref="Start"/> failed; null if it did not. The error codes of the device's network stack are not reliable.</summary>
        public Exception Error => _error;

        /// <summary>How many channels are open or closing.</summary>
        public int ChannelCount => _channels.Count;

        internal IoScheduler Scheduler => Resources.Scheduler;

        /// <summary>How many TLS sessions the server has, those of channels and of opening handshakes.</summary>
        internal int SessionCount => _admission.Sessions == null ? 0 : _admission.Sessions.Count;

        /// <summary>Makes a server. It listens after <see cref="Start"/>.</summary>
        /// <param name="path">
        /// The path that clients must ask for, such as <c>/chat</c>. Case counts; the query of a request does not. It begins with a slash
        /// and has no query. With <c>/*</c> at its end, as in <c>/ocpp/*</c>, it stands for all that have more behind the slash; see
        /// <see cref="WsHandshake.PathRest"/>.
        /// </param>
        /// <param name="endPoint">The address and port to listen on. For port 0 the platform chooses one, see <see cref="Port"/>.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <param name="tls">The server's certificate, and what else TLS needs, for <c>wss</c>; null for <c>ws</c>.</param>
        /// <remarks>A TLS handshake holds the device for seconds. <see cref="IoScheduler.ErrorReported"/> reports one that fails.</remarks>
        /// <exception cref="ArgumentNullException"><paramref name="path"/> or <paramref name="endPoint"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">
        /// The path is not valid; or the TLS options have no certificate or two, or <see cref="WsTlsOptions.CaCertificate"/>,
        /// <see cref="WsTlsOptions.AcceptAnyServer"/> or <see cref="WsTlsOptions.TargetHost"/>, which are for clients.
        /// </exception>
        public static WsServer Create(string path, IPEndPoint endPoint, WsServerOptions options = null, WsTlsOptions tls = null)
        {
            Check.NotNull(endPoint);
            Check.Path(path, false);
            tls?.CheckFor(true);
            return new WsServer(path, endPoint, tls, options);
        }

        /// <summary>
        /// Makes a server in upgrade mode: it has no port of its own and takes over the connections of an HTTP server whose
        /// clients ask for its path, from now on until <see cref="Stop"/>.
        /// </summary>
        /// <param name="path">As for a server with a port of its own.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">The path is not valid.</exception>
        public static WsServer Create(string path, WsServerOptions options = null)
        {
            Check.Path(path, false);
            WsServer server = new WsServer(path, null, null, options);
            server._isRunning = true;
            return server;
        }

        /// <summary>The channels that are open or closing, the oldest first.</summary>
        /// <returns>An array of its own, so that channels may come and go while it is walked through.</returns>
        public WsServerChannel[] GetChannels()
        {
            return (WsServerChannel[])_channels.ToArray(typeof(WsServerChannel));
        }

        /// <summary>Makes a server that listens already. Used with transports other than sockets.</summary>
        internal static WsServer Create(string path, TransportListener listener, WsServerOptions options)
        {
            WsServer server = new WsServer(path, null, null, options);
            server.Listen(listener);
            return server;
        }

        /// <summary>Begins to listen.</summary>
        /// <returns>
        /// Whether the server listens. False when the port is in use, no socket is free, or the address is not one of the device's own:
        /// see <see cref="Error"/>.
        /// </returns>
        /// <exception cref="InvalidOperationException">The server is in upgrade mode, so there is nothing to listen on.</exception>
        public bool Start()
        {
            _error = null;
            if (_door != null)
            {
                return true;
            }

            Check.State(_endPoint != null, Words.NoEndPoint);
            Scheduler.CheckThread();
            try
            {
                Listen(new SocketListener(_endPoint, _tls));
                return true;
            }
            catch (SocketException e)
            {
                _error = e;
                return false;
            }
        }

        /// <summary>Ends listening at once and closes all channels with 1001. Their <see cref="WsServerChannel.Closed"/> events follow.</summary>
        /// <remarks>In upgrade mode this is for good: clients that still ask for the path get a 503.</remarks>
        public void Stop()
        {
            Scheduler.CheckThread();
            if (!_isRunning)
            {
                return;
            }

            _isRunning = false;
            _door?.Close();
            _door = null;
            _admission.Close();

            for (int i = 0; i < _channels.Count; i++)
            {
                ((WsServerChannel)_channels[i]).Close(WsCloseCode.GoingAway);
            }

            Scheduler.Post(() => Raise(Stopped));
        }

        private void Listen(TransportListener listener)
        {
            _door = new Door(listener, _admission);
            _isRunning = true;
            Scheduler.Post(() => Raise(Started));
        }

        private void Raise(WsServerHandler handler)
        {
            try
            {
                handler?.Invoke(this);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
            }
        }
    }
}
