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

        // What was kept: from the moment on in which the transport takes nothing any more until the next attempt, and while the
        // handlers of Opened send what goes before it.
        private Outbox _unsent;
        private WsError _error;
        private WsUrl _target;
        private string _url;

        /// <summary>Whom the server's certificate must name, if the TLS options say so; else null.</summary>
        internal readonly string TargetHost;

        private WsClient(WsUrl target, WsClientOptions options, string targetHost)
            : base(LoopResources.Of(options.Scheduler ?? IoSched.Default), options, true)
        {
            options.CheckRanges();
            _target = target;
            TargetHost = targetHost;
            if (options.ReconnectDelay > 0)
            {
                _backoff = new Backoff();
            }
        }

        /// <summary>A message arrived, whole unless <see cref="WsOptions.StreamMessages"/> is on.</summary>
        public event WsClientMessageHandler MessageReceived;

        /// <summary>The client is over. Raised exactly once, whatever the reason; if it reconnects, when it gives up or is closed.</summary>
        public event WsClientClosedHandler Closed;

        /// <summary>A ping arrived. The pong has been sent already.</summary>
        public event WsClientMessageHandler Pinged;

        /// <summary>Everything that waited has been sent, after <c>Send</c> had returned false because of it. Not raised if the connection ends first.</summary>
        public event WsClientHandler Drained;

        /// <summary>
        /// An attempt to connect begins, the first one too. What a handler changes holds from this attempt on: <see cref="Url"/>, and in the
        /// options path, domain, header fields, subprotocols, end point and proxy, as for a token that expires or the next host of a cluster.
        /// </summary>
        /// <remarks>An exception from this handler is reported and changes nothing.</remarks>
        public event WsClientHandler Connecting;

        /// <summary>The connection is open: messages can be sent. A client that reconnects raises it each time.</summary>
        /// <remarks>What a handler sends goes out before what <see cref="WsClientOptions.KeepMessages"/> kept, so that a log-in comes first.</remarks>
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

        /// <summary>Where the client connects to. A change holds from the next attempt on.</summary>
        /// <exception cref="ArgumentNullException">It is null.</exception>
        /// <exception cref="ArgumentException">It is not valid, as for <see cref="Create(string, WsClientOptions, WsTlsOptions)"/>, or it has the other scheme: TLS is not to be given up, nor begun, on the way.</exception>
        public string Url
        {
            get => _url;
            set
            {
                WsUrl target = WsUrl.Parse(value);
                Check.Argument(target.IsSecure == _target.IsSecure, Words.OtherScheme);
                _target = target;
                _url = value;
            }
        }

        /// <summary>Where the next attempt leads.</summary>
        internal WsUrl Target => _target;

        /// <summary>Why the last attempt to open a connection failed; null if it did not fail, is under way, or there was none.</summary>
        /// <remarks>It is set when <see cref="Closed"/> or <see cref="Reconnecting"/> is raised, then with code 1006.</remarks>
        public WsError Error => _error;

        internal override bool HoldsMessages => _unsent != null;

        internal override bool KeepsMessages =>
            _state == WsConnectionState.Connecting && ((WsClientOptions)Options).KeepMessages;

        /// <summary>Makes a client, which begins to connect in the next pass of the loop. Its events follow there.</summary>
        /// <param name="url"><c>ws://host[:port][/path][?query]</c>, or <c>wss:</c> for TLS.</param>
        /// <param name="options">Where and how to connect; the defaults when null.</param>
        /// <param name="tls">For wss, and where <see cref="WsClientOptions.MaxRedirects"/> may lead to it: whom to trust; those whose authority is stored on the device when null.</param>
        /// <remarks>A TLS handshake runs on the short-lived thread, too, but holds the whole device.</remarks>
        /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">
        /// The URL is not valid: another scheme, no host or one with characters that no host has, a port outside of 1 to 65535,
        /// user information, a fragment, a space, a control character or one outside of ASCII (RFC 6455 section 3). Or there are
        /// TLS options for a URL without TLS that no redirection may lead to another; or with both <see cref="WsTlsOptions.AcceptAnyServer"/> and a CA certificate, with two
        /// own certificates, or with <see cref="WsTlsOptions.RequireClientCertificate"/>, which is for servers.
        /// </exception>
        public static WsClient Create(string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            WsUrl target = WsUrl.Parse(url);
            options ??= new WsClientOptions();
            tls?.CheckFor(false);
            Check.Argument(tls?.TargetHost == null || WsUrl.Parse("wss://" + tls.TargetHost).Host == tls.TargetHost, Words.TargetHost);
            Check.Argument(target.IsSecure || tls == null || options.MaxRedirects > 0, Words.TlsWithoutUse);
            WsClient client = Create(target, options, new SocketConnector(tls), tls?.TargetHost);
            client._url = url;
            return client;
        }

        /// <summary>Makes a client like <see cref="Create(string, WsClientOptions, WsTlsOptions)"/>, for programs that prefer a promise to events.</summary>
        /// <param name="url">As for Create.</param>
        /// <param name="options">As for Create.</param>
        /// <param name="tls">As for Create.</param>
        /// <returns>A promise that reports the outcome once.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">As for Create.</exception>
        public static WsClientPromise CreateAsync(string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            return new WsClientPromise(Create(url, options, tls));
        }

        /// <summary>Makes a client whose connection comes from any connector.</summary>
        internal static WsClient Create(WsUrl target, WsClientOptions options, TransportConnector connector, string targetHost = null)
        {
            WsClient client = new WsClient(target, options, targetHost);
            client._opening = new ClientOpening(client, options, connector);
            client.Scheduler.Add(client);
            return client;
        }

        internal override int PollOpening(int now)
        {
            return _opening.Poll(now);
        }

        internal override bool WaitForOpening(int milliseconds)
        {
            return _opening != null && _opening.Wait(milliseconds);
        }

        /// <summary>An attempt begins: asks the application for what is new.</summary>
        internal void BeginAttempt()
        {
            try
            {
                Connecting?.Invoke(this);
            }
            catch (Exception e)
            {
                Scheduler.Report(this, e);
            }

            if (_state == WsConnectionState.Connecting)
            {
                _error = null;
            }
        }

        internal void FinishOpening(Transport transport, string protocol, ByteCursor input)
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
            _unsent = _outbox == null || _outbox.Bytes == 0 ? null : _outbox;
            _outbox = null;
            Open(transport);
            try
            {
                Opened?.Invoke(this);
            }
            catch (Exception e)
            {
                HandlerFailed(e);
            }

            // A log-in is for this connection alone, and not to be thrown away for what follows.
            _outbox?.Pin();
            SendKept();

            // The server may have sent its first frames together with the answer.
            Decode(input);
        }

        internal void FailOpening(WsError error)
        {
            _error = error;
            Finish();
        }

        /// <summary>Sends what was kept behind what the handlers of <see cref="Opened"/> sent, if the connection has survived them.</summary>
        private void SendKept()
        {
            if (_unsent == null || _state != WsConnectionState.Open)
            {
                return;
            }

            if (_outbox == null)
            {
                // The time in which the peer must take it begins here.
                _outbox = _unsent;
                _outbox.LastProgress = Scheduler.Now;
            }
            else
            {
                _outbox.Append(_unsent);
            }

            _unsent = null;
        }

        internal override void OnReceived(WsMessage message, bool isPing)
        {
            (isPing ? Pinged : MessageReceived)?.Invoke(this, message);
        }

        internal override void OnDrained()
        {
            Drained?.Invoke(this);
        }

        internal override void OnClosing()
        {
            _backoff = null;
            if (_state == WsConnectionState.Connecting)
            {
                // OnClosed says what it was: closing itself needs no memory.
                _error = null;
            }
        }

        internal override void OnUnsent(Outbox outbox)
        {
            // Where some are kept aside already, what waits is a log-in, of which nothing is kept.
            if (((WsClientOptions)Options).KeepMessages && _unsent == null)
            {
                outbox.KeepMessages(Resources.Pool);
                _unsent = outbox;
            }
            else
            {
                base.OnUnsent(outbox);
            }
        }

        internal override bool TryReconnect(int code, string reason)
        {
            if (_backoff == null)
            {
                return false;
            }

            WsClientOptions options = (WsClientOptions)Options;
            int now = Scheduler.Now;
            if (Transport != null)
            {
                _backoff.OnLost(now, options);
            }

            int delay = _backoff.NextDelay(options, Resources.Random, _error == null ? 0 : _error.RetryAfter);
            if (delay < 0)
            {
                return false;
            }

            Restart(_unsent);
            _unsent = null;
            _protocol = string.Empty;
            _opening.Restart(now + delay, _backoff.Attempts == 1);
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
            _unsent?.Clear(Resources.Pool);
            _unsent = null;
            if (Transport == null)
            {
                _opening.Cancel();
                try
                {
                    _error ??= new WsError(WsErrorKind.Cancelled, 0, null);
                }
                catch (OutOfMemoryException)
                {
                    // The end is told all the same.
                }
            }

            _opening = null;
            Closed?.Invoke(this, code, reason);
        }
    }
}
