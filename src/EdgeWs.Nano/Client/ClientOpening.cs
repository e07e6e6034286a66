using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A client's way to an open connection: connect, ask a proxy for a way through if there is one, request, answer; and again
    /// where the answer leads elsewhere. It can be gone again.
    /// </summary>
    internal sealed class ClientOpening
    {
        private readonly WsClient _client;
        private readonly WsClientOptions _options;
        private TransportConnector _connector;
        private WsUrl _target;
        private Transport _transport;
        private Outbox _outbox;
        private AnswerHead _head;
        private string _key;
        private int _deadline;
        private int _redirects;
        private bool _isWaiting = true;

        // Where the attempt began.
        private WsUrl _origin;

        // Whether the server led another way, so that what the options say of it does not hold.
        private bool _isElsewhere;

        // Whether a proxy is still to be asked for a way through.
        private bool _needsTunnel;

        // Whether the last attempt opened a connection.
        private bool _wasGood;

        /// <param name="client">Whom to tell how it went.</param>
        /// <param name="options">What to offer and when to give up.</param>
        /// <param name="connector">Begins the attempts.</param>
        internal ClientOpening(WsClient client, WsClientOptions options, TransportConnector connector)
        {
            _client = client;
            _options = options;
            _connector = connector;
            _deadline = client.Scheduler.Now;
        }

        /// <summary>Frees what is left of this attempt and waits for the next one.</summary>
        /// <param name="due">When to begin it.</param>
        /// <param name="isFirst">Whether it is the first one after a connection that lasted: whoever opens and closes again and again is not worth another.</param>
        internal void Restart(int due, bool isFirst)
        {
            Cancel();
            _wasGood &= isFirst;
            _deadline = due;
            _isWaiting = true;
        }

        internal int Poll(int now)
        {
            if (_isWaiting)
            {
                if (now - _deadline < 0)
                {
                    return PollResult.Idle;
                }

                _isWaiting = false;
                _client.BeginAttempt();
                if (_client.State != WsConnectionState.Connecting)
                {
                    // A handler closed the client.
                    return PollResult.Worked;
                }

                // The handlers may have taken their time.
                now = _client.Scheduler.Now;
                _redirects = _options.MaxRedirects;
                _origin = _client.Target;
                _isElsewhere = false;
                Connect(_origin, now);
            }

            int result = _transport == null ? AwaitConnection(now) : AwaitAnswer(now);

            // Not only when nothing came: interim answers may come for ever. Without a head the opening is over, or not begun.
            if ((result != PollResult.Worked || _head != null) && now - _deadline >= 0)
            {
                Fail(WsErrorKind.TimedOut);
                return PollResult.Worked;
            }

            return result;
        }

        internal bool Wait(int milliseconds)
        {
            return _transport != null && _transport.Wait(milliseconds);
        }

        /// <summary>Frees what is not handed over.</summary>
        internal void Cancel()
        {
            _connector.Cancel();
            _transport?.Abort();
            Release();
        }

        private void Release()
        {
            _outbox?.Clear(_client.Resources.Pool);
            _outbox = null;
            _transport = null;
            _head = null;
            _key = null;
        }

        /// <summary>Begins to connect.</summary>
        private void Connect(WsUrl target, int now)
        {
            WsUrl proxy = _options.ProxyUrl;
            _target = target;
            _needsTunnel = proxy != null;
            _deadline = now + _options.ConnectTimeout;
            _connector = proxy != null
                ? _connector.Begin(proxy.Host, proxy.Port, null, null, _wasGood)
                : _connector.Begin(target.Host, target.Port, _isElsewhere ? null : _options.EndPoint, CertificateName(), _wasGood);
        }

        /// <returns>Whom the server's certificate must name; null for a connection without TLS.</returns>
        private string CertificateName()
        {
            return !_target.IsSecure ? null
                : _isElsewhere ? _target.Host
                : _client.TargetHost ?? (_options.Domain == null ? _target : WsUrl.Parse("wss://" + _options.Domain)).Host;
        }

        private int AwaitConnection(int now)
        {
            _transport = _connector.TryTake();
            if (_transport == null)
            {
                WsError failure = _connector.Failure;
                if (failure == null)
                {
                    _connector.Hurry(now, _deadline);
                    return PollResult.Idle;
                }

                _client.FailOpening(failure);
                return PollResult.Worked;
            }

            Request(now);
            return PollResult.Worked;
        }

        /// <summary>Asks for what comes next: a way through the proxy, or the WebSocket.</summary>
        private void Request(int now)
        {
            LoopResources resources = _client.Resources;
            byte[] request;
            if (_needsTunnel)
            {
                IPEndPoint endPoint = _isElsewhere ? null : _options.EndPoint;
                string authority = endPoint == null ? _target.Authority : WsUrl.Literal(endPoint.Address.ToString()) + ":" + endPoint.Port.ToString();
                request = ClientHandshake.CreateTunnelRequest(authority, _options.ProxyCredentials);
            }
            else
            {
                _key = ClientHandshake.CreateKey(resources.Random);
                _deadline = now + _options.HandshakeTimeout;
                request = ClientHandshake.CreateRequest(
                    _isElsewhere ? _target.HostHeader : _options.Domain ?? _target.HostHeader,
                    _target == _origin ? _options.Path ?? _target.PathAndQuery : _target.PathAndQuery,
                    _key,
                    _options.Protocols,
                    _target.IsAt(_origin) ? _options.HeaderLines() : string.Empty);
            }

            // Where nothing is taken any more, a refusal may be there to be read all the same.
            _head = new AnswerHead(_options.MaxHandshakeSize);
            resources.Sender.SendShared(_transport, ref _outbox, request, request.Length, ref request);
        }

        private int AwaitAnswer(int now)
        {
            LoopResources resources = _client.Resources;
            int sent = 0;
            if (_outbox != null)
            {
                sent = _outbox.Flush(_transport, resources.Pool, now);
                if (_outbox.Bytes == 0)
                {
                    _outbox = null;
                }
            }

            ByteCursor input = resources.Input;
            int received = _transport.Receive(input.Buffer, 0, input.Buffer.Length);
            if (received == Transport.Broken || (received == 0 && sent == Transport.Broken))
            {
                Fail(WsErrorKind.ConnectionLost);
                return PollResult.Worked;
            }

            if (received == 0)
            {
                return sent > 0 ? PollResult.Worked : _outbox != null ? PollResult.Waiting : PollResult.Idle;
            }

            input.Position = 0;
            input.End = received;
            while (_head != null && _head.Append(input))
            {
                Decide(input, now);
            }

            return PollResult.Worked;
        }

        /// <summary>An answer is there, as far as it is of use.</summary>
        private void Decide(ByteCursor input, int now)
        {
            string protocol = string.Empty;
            int status = _head.IsTooLarge ? ClientHandshake.Invalid
                : _needsTunnel ? _head.Status
                : ClientHandshake.StatusFor(_head, _key, _options.Protocols, out protocol);
            if (status / 100 == 1 && (status != ClientHandshake.Accepted || _needsTunnel))
            {
                // An interim answer, which another follows: RFC 9110 section 15.2.
                _head = new AnswerHead(_options.MaxHandshakeSize);
            }
            else if (_needsTunnel && status / 100 == 2)
            {
                PassProxy(now);
            }
            else if (status == ClientHandshake.Accepted)
            {
                Transport transport = _transport;
                Release();
                _wasGood = true;
                _client.FinishOpening(transport, protocol, input);
            }
            else if (_needsTunnel || status == ClientHandshake.Invalid || !TryRedirect(status, now))
            {
                Fail(WsErrorKind.InvalidHandshake);
            }
        }

        /// <summary>The proxy has made way: what follows is said to the server.</summary>
        private void PassProxy(int now)
        {
            _needsTunnel = false;
            if (!_target.IsSecure)
            {
                Request(now);
                return;
            }

            _connector = _connector.Secure(_transport, CertificateName());
            Release();
        }

        /// <summary>Goes where the server leads, RFC 9110 section 15.4, if the options allow it.</summary>
        private bool TryRedirect(int status, int now)
        {
            bool isRedirection = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
            WsUrl next = isRedirection && _redirects > 0 ? _target.Resolve(_head.Headers["Location"]) : null;
            if (next == null)
            {
                return false;
            }

            _redirects--;
            _isElsewhere |= !next.IsSameWay(_target);
            Cancel();
            Connect(next, now);
            return true;
        }

        private void Fail(WsErrorKind kind)
        {
            int status = 0;
            WsHeaders headers = null;
            if (_head != null && _head.Status >= 200)
            {
                // Whatever else happened: there was an answer, and it was no.
                status = _head.Status;
                headers = _head.Headers;
                kind = _needsTunnel ? WsErrorKind.ProxyRefused : WsErrorKind.Refused;
            }

            _client.FailOpening(new WsError(kind, status, null, headers));
        }
    }
}
