using System;

namespace EdgeWs.Nano
{
    /// <summary>A client's connection to a server, driven by its scheduler.</summary>
    /// <remarks>
    /// Resolving and connecting, which the platform can do only by waiting, run on a short-lived thread; everything else runs
    /// in the loop. Where the network stack is lwIP, as on the ESP32, to resolve a name holds the whole device all the same until
    /// there is an answer: where that matters, give an address in the URL or in <see cref="WsClientOptions.EndPoint"/>.
    /// </remarks>
    public sealed class WsClient : WsConnection
    {
        private ClientOpening _opening;

        private WsClient(WsClientOptions options)
            : base(options.Scheduler ?? IoSched.Default, options, true)
        {
        }

        /// <summary>The connection is open: messages can be sent.</summary>
        public event WsClientHandler Opened;

        /// <summary>Why the connection was never opened; null before that is known, and for one that was opened.</summary>
        /// <remarks>It is set when <see cref="WsConnection.Closed"/> is raised, then with code 1006.</remarks>
        public WsError Error { get; private set; }

        /// <summary>Makes a client, which begins to connect at once. Its events follow in the loop.</summary>
        /// <param name="url"><c>ws://host[:port][/path][?query]</c>, or <c>wss:</c> for TLS.</param>
        /// <param name="options">Where and how to connect; the defaults when null.</param>
        /// <param name="tls">For wss: whom to trust; those whose authority is stored on the device when null.</param>
        /// <remarks>A TLS handshake runs on the short-lived thread, too, but holds the whole device.</remarks>
        /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
        /// <exception cref="ArgumentException">
        /// The URL is not valid: another scheme, no host or one with characters that no host has, a port outside of 1 to 65535,
        /// user information, a fragment, a space, a control character or one outside of ASCII (RFC 6455 section 3). Or there are
        /// TLS options for a URL without TLS; or with both <see cref="WsTlsOptions.AcceptAnyServer"/> and a CA certificate, with two
        /// own certificates, or with <see cref="WsTlsOptions.RequireClientCertificate"/>, which is for servers; or
        /// <see cref="WsClientOptions.Domain"/> is no host with which to check the server's certificate.
        /// </exception>
        public static WsClient Create(string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            options ??= new WsClientOptions();
            WsUrl target = WsUrl.Parse(url);
            string targetHost = null;
            if (target.IsSecure)
            {
                tls ??= new WsTlsOptions();
                tls.CheckFor(false);
                targetHost = tls.TargetHost
                    ?? (options.Domain == null ? target : WsUrl.Parse("wss://" + options.Domain)).Host;
            }
            else if (tls != null)
            {
                throw new ArgumentException();
            }

            return Create(target, options, new SocketConnector(target.Host, target.Port, options.EndPoint, tls, targetHost));
        }

        /// <summary>Makes a client as <see cref="Create(string, WsClientOptions, WsTlsOptions)"/> does, for those who prefer promises to events.</summary>
        /// <param name="url">As for Create.</param>
        /// <param name="options">As for Create.</param>
        /// <param name="tls">As for Create.</param>
        /// <returns>What tells once how it went.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
        /// <exception cref="ArgumentException">As for Create.</exception>
        public static WsClientPromise CreateAsync(string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            return new WsClientPromise(Create(url, options, tls));
        }

        /// <summary>Makes a client whose connection comes from any connector.</summary>
        internal static WsClient Create(WsUrl target, WsClientOptions options, TransportConnector connector)
        {
            WsClient client = new WsClient(options);
            client._opening = new ClientOpening(
                client, options, connector, options.Domain ?? target.HostHeader, options.Path ?? target.PathAndQuery);
            client.Scheduler.Add(client);
            return client;
        }

        internal override int Poll(int now)
        {
            return State == WsConnectionState.Connecting ? _opening.Poll(now) : base.Poll(now);
        }

        internal override bool Wait(int milliseconds)
        {
            return _opening == null ? base.Wait(milliseconds) : _opening.Wait(milliseconds);
        }

        internal void FinishOpening(Transport transport, string protocol, DecoderInput input)
        {
            _opening = null;
            Protocol = protocol;
            Open(transport);
            try
            {
                Opened?.Invoke(this);
            }
            catch (Exception e)
            {
                HandlerFailed(e);
            }

            // The server may have sent its first frames together with the answer.
            Decode(input);
        }

        internal void FailOpening(WsError error)
        {
            Error = error;
            Finish();
        }

        internal override void OnClosed(int code, string reason)
        {
            if (_opening != null)
            {
                _opening.Cancel();
                _opening = null;
                Error ??= new WsError(WsErrorKind.Cancelled, 0, null);
            }

            base.OnClosed(code, reason);
        }
    }
}
