using System;
using System.Collections;
using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Nano.Http
{
    /// <summary>
    /// An HTTP server driven by a scheduler: requests for WebSockets go to <see cref="WsServer"/>s by their path, all others to one
    /// handler. No thread, and nothing that waits.
    /// </summary>
    /// <remarks>
    /// All members are to be used on the thread that polls. HTTP/1.1 with persistent connections, of one request at a time; HTTP/1.0 too.
    /// </remarks>
    public sealed class HttpHost : IDoorkeeper
    {
        private readonly IPEndPoint _endPoint;
        private readonly HttpHostOptions _options;
        private readonly WsTlsOptions _tls;
        private readonly LoopResources _resources;
        private readonly Admission _admission;
        private readonly ArrayList _servers = new ArrayList();
        private Door _door;
        private Exception _error;

        // The last content type that was found well-formed: most answers have the same.
        internal string KnownType;

        private HttpHost(IPEndPoint endPoint, HttpHostOptions options, WsTlsOptions tls)
        {
            _endPoint = endPoint;
            _options = options ?? new HttpHostOptions();
            _options.CheckRanges();
            _tls = tls;
            _resources = LoopResources.Of(_options.Scheduler ?? IoSched.Default);
            _admission = new Admission(this, _resources, tls, _options.MaxRequests, _options.MaxRequestsPerAddress);
        }

        /// <summary>A request arrived that no <see cref="WsServer"/> took. When the handler does not answer it, or there is none, it is answered 404.</summary>
        /// <remarks>A handler that throws has it answered 500; see <see cref="IoScheduler.ErrorReported"/>.</remarks>
        public event HttpExchangeHandler RequestReceived;

        /// <summary>The options that the host was created with.</summary>
        public HttpHostOptions Options => _options;

        /// <summary>The port on which the host listens; -1 while it does not.</summary>
        public int Port => _door == null ? -1 : _door.Port;

        /// <summary>Whether the port is one for <c>https</c> and <c>wss</c>.</summary>
        public bool IsSecure => _tls != null;

        /// <summary>Why the last <see cref="Start"/> failed; null if it did not. The error codes of the device's network stack are not reliable.</summary>
        public Exception Error => _error;

        internal bool IsListening => _door != null;

        /// <summary>How many clients hold a place.</summary>
        internal int RequestCount => _admission.Count;

        /// <summary>How many TLS sessions there are, those of channels included.</summary>
        internal int SessionCount => _admission.Sessions == null ? 0 : _admission.Sessions.Count;

        /// <summary>Makes a host. It listens after <see cref="Start"/>.</summary>
        /// <param name="endPoint">The address and port to listen on. Port 0 has the platform choose one, see <see cref="Port"/>.</param>
        /// <param name="options">Limits and deadlines; the defaults when null.</param>
        /// <param name="tls">The host's certificate, and what else TLS needs, for <c>https</c> and <c>wss</c>; null for <c>http</c> and <c>ws</c>.</param>
        /// <exception cref="ArgumentNullException"><paramref name="endPoint"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">The TLS options are not those of a server: see <see cref="WsServer.Create(string, IPEndPoint, WsServerOptions, WsTlsOptions)"/>.</exception>
        public static HttpHost Create(IPEndPoint endPoint, HttpHostOptions options = null, WsTlsOptions tls = null)
        {
            Check.NotNull(endPoint);
            tls?.CheckFor(true);
            return new HttpHost(endPoint, options, tls);
        }

        /// <summary>Makes a host that listens already. Used with transports other than sockets.</summary>
        internal static HttpHost Create(TransportListener listener, HttpHostOptions options)
        {
            HttpHost host = new HttpHost(null, options, null);
            host._door = new Door(listener, host._admission);
            return host;
        }

        /// <summary>Has a server take the requests for WebSockets at its path. Of two that both serve a path the first does.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="server"/> is null.</exception>
        /// <exception cref="ArgumentException">Its scheduler is another than the host's.</exception>
        public void Add(WsServer server)
        {
            Check.NotNull(server);
            Check.Argument(server.Resources == _resources, Words.OtherScheduler);
            _servers.Add(server);
        }

        /// <summary>Ends what <see cref="Add"/> began. The server keeps its channels.</summary>
        public void Remove(WsServer server)
        {
            _servers.Remove(server);
        }

        /// <summary>Begins to listen.</summary>
        /// <returns>
        /// Whether the host listens. False when the port is in use, no socket is free, or the address is not one of the device's own: see
        /// <see cref="Error"/>.
        /// </returns>
        public bool Start()
        {
            _error = null;
            _resources.Scheduler.CheckThread();
            try
            {
                _door ??= new Door(new SocketListener(_endPoint, _tls), _admission);
            }
            catch (SocketException e)
            {
                _error = e;
            }

            return _door != null;
        }

        /// <summary>
        /// Ends listening at once, and refuses with 503 whose requests have begun to arrive. Answers are still sent, and the
        /// servers keep their channels.
        /// </summary>
        public void Stop()
        {
            _resources.Scheduler.CheckThread();
            _door?.Close();
            _door = null;
            _admission.Close();
        }

        Guest IDoorkeeper.Welcome(Transport transport)
        {
            return new HttpConnection(this, _admission, transport);
        }

        /// <summary>Finds the server for a path.</summary>
        /// <returns>The server, or null.</returns>
        internal WsServer Find(string path)
        {
            for (int i = 0; i < _servers.Count; i++)
            {
                WsServer server = (WsServer)_servers[i];
                if (server.Serves(path))
                {
                    return server;
                }
            }

            return null;
        }

        /// <summary>Has the program answer a request.</summary>
        internal void Raise(HttpExchange exchange)
        {
            try
            {
                RequestReceived?.Invoke(this, exchange);
            }
            catch (Exception e)
            {
                _resources.Scheduler.Report(this, e);
                exchange.Fail(500);
            }
        }
    }
}
