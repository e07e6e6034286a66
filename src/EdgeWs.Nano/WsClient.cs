using System;

namespace EdgeWs.Nano
{
    /// <summary>A client's connection to a server, driven by its scheduler.</summary>
    /// <remarks>
    /// The platform can only resolve and connect by waiting, so a short-lived thread does that; everything else runs in the
    /// loop. Where the network stack is lwIP, as on the ESP32, resolving a name still holds the whole device until there is
    /// an answer. If that matters, give an address in the URL or in <see cref="WsClientOptions.EndPoint"/>.
    /// </remarks>
    public sealed class WsClient : WsConnection
    {
        // Null once it is not needed any more.
        private ClientOpening _opening;

        // Null when the end of the connection is the end of the client.
        private Backoff _backoff;

        // From the moment on in which the transport takes nothing any more until the next attempt.
        private Outbox _unsent;
        private WsError _error;

        private WsClient(WsClientOptions options)
            : base(options.Scheduler ?? IoSched.Default, options, true)
        {
            if (options.ReconnectDelay > 0)
            {
                _backoff = new Backoff();
            }
        }

        /// <summary>The connection is open: messages can be sent. A client that reconnects raises it each time.</summary>
        public event WsClientHandler Opened;

        /// <summary>
        /// The connection was lost, or the attempt to open one failed; after a wait another attempt follows. See
        /// <see cref="WsClientOptions.ReconnectDelay"/>.
        /// </summary>
        /// <remarks>
        /// Nothing is left of the lost connection: <see cref="WsConnection.Protocol"/> is empty, and the callbacks of
        /// unanswered pings are not called. An exception from this handler is reported and changes nothing.
        /// </remarks>
        public event WsReconnectHandler Reconnecting;

        /// <summary>Why the last attempt to open a connection failed; null if it did not fail, or there was none.</summary>
        /// <remarks>It is set when <see cref="WsConnection.Closed"/> or <see cref="Reconnecting"/> is raised, then with code 1006.</remarks>
        public WsError Error => _error;

        internal override bool KeepsMessages =>
            _state == WsConnectionState.Connecting && ((WsClientOptions)Options).KeepMessages;

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

        /// <summary>Makes a client like <see cref="Create(string, WsClientOptions, WsTlsOptions)"/>, for programs that prefer a promise to events.</summary>
        /// <param name="url">As for Create.</param>
        /// <param name="options">As for Create.</param>
        /// <param name="tls">As for Create.</param>
        /// <returns>A promise that reports the outcome once.</returns>
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
            return _state == WsConnectionState.Connecting ? _opening.Poll(now) : base.Poll(now);
        }

        internal override bool Wait(int milliseconds)
        {
            return _state == WsConnectionState.Connecting ? _opening.Wait(milliseconds) : base.Wait(milliseconds);
        }

        internal void FinishOpening(Transport transport, string protocol, DecoderInput input)
        {
            if (_backoff == null)
            {
                _opening = null;
            }
            else
            {
                _backoff.OpenedAt = Scheduler.Now;
            }

            _error = null;
            _protocol = protocol;
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
            _error = error;
            Finish();
        }

        internal override void OnClosing()
        {
            _backoff = null;
            if (_state == WsConnectionState.Connecting)
            {
                _error = new WsError(WsErrorKind.Cancelled, 0, null);
            }
        }

        internal override void OnUnsent(Outbox outbox)
        {
            if (((WsClientOptions)Options).KeepMessages)
            {
                outbox.KeepMessages(Scheduler.Pool);
                _unsent = outbox;
            }
            else
            {
                base.OnUnsent(outbox);
            }
        }

        internal override bool TryGoOn(int code, string reason)
        {
            if (_backoff == null)
            {
                return false;
            }

            WsClientOptions options = (WsClientOptions)Options;
            int now = Scheduler.Now;
            if (Transport != null)
            {
                _backoff.Lose(now, options);
            }

            int delay = _backoff.Next(options, Scheduler.Random);
            if (delay < 0)
            {
                return false;
            }

            Restart(_unsent);
            _unsent = null;
            _protocol = string.Empty;
            _opening.Restart(now + delay);
            try
            {
                Reconnecting?.Invoke(this, code, reason, _backoff.Attempts, delay);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
            }

            return true;
        }

        internal override void OnClosed(int code, string reason)
        {
            _unsent?.Clear(Scheduler.Pool);
            _unsent = null;
            if (Transport == null)
            {
                _opening.Cancel();
                _error ??= new WsError(WsErrorKind.Cancelled, 0, null);
            }

            _opening = null;
            base.OnClosed(code, reason);
        }
    }
}
