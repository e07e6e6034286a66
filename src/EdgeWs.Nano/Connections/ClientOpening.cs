namespace EdgeWs.Nano
{
    /// <summary>A client's way to an open connection: connect, request, answer. It can be gone again.</summary>
    internal sealed class ClientOpening
    {
        private const int MaxAnswerSize = 4096;

        private readonly WsClient _client;
        private readonly WsClientOptions _options;
        private TransportConnector _connector;
        private readonly string _host;
        private readonly string _resource;
        private Transport _transport;
        private Outbox _outbox;
        private HttpHead _head;
        private string _key;
        private int _deadline;
        private bool _isWaiting;

        /// <param name="client">Whom to tell how it went.</param>
        /// <param name="options">What to offer and when to give up.</param>
        /// <param name="connector">Is connecting already.</param>
        /// <param name="host">The value of the Host header.</param>
        /// <param name="resource">Path and query.</param>
        internal ClientOpening(WsClient client, WsClientOptions options, TransportConnector connector, string host, string resource)
        {
            _client = client;
            _options = options;
            _connector = connector;
            _host = host;
            _resource = resource;
            _deadline = client.Scheduler.Now + options.ConnectTimeout;
        }

        /// <summary>Frees what is left of this attempt and waits for the next one.</summary>
        internal void Restart(int due)
        {
            Cancel();
            _deadline = due;
            _isWaiting = true;
        }

        internal int Poll(int now)
        {
            if (_isWaiting)
            {
                if (now - _deadline < 0)
                {
                    return IoPollable.Idle;
                }

                _connector = _connector.Again();
                _deadline = now + _options.ConnectTimeout;
                _isWaiting = false;
            }

            int result = _transport == null ? Connect(now) : ShakeHands(now);

            // Not only when nothing came: interim answers may come for ever. Without a head the opening is over, or not begun.
            if ((result != IoPollable.Worked || _head != null) && now - _deadline >= 0)
            {
                Fail(WsErrorKind.TimedOut, 0);
                return IoPollable.Worked;
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
            _outbox?.Clear(_client.Scheduler.Pool);
            _outbox = null;
            _transport = null;
            _head = null;
            _key = null;
        }

        private int Connect(int now)
        {
            _transport = _connector.TryTake();
            if (_transport == null)
            {
                WsError failure = _connector.Failure;
                if (failure == null)
                {
                    return IoPollable.Idle;
                }

                _client.FailOpening(failure);
                return IoPollable.Worked;
            }

            IoScheduler scheduler = _client.Scheduler;
            _head = new HttpHead(MaxAnswerSize);
            _key = AcceptKey.CreateKey(scheduler.Random);
            _deadline = now + _options.HandshakeTimeout;
            byte[] request = ClientHandshake.CreateRequest(_host, _resource, _key, _options.Protocols, _options.HeaderLines);
            if (!scheduler.Sender.SendShared(_transport, ref _outbox, request, request.Length, ref request))
            {
                Fail(WsErrorKind.ConnectionLost, 0);
            }

            return IoPollable.Worked;
        }

        private int ShakeHands(int now)
        {
            IoScheduler scheduler = _client.Scheduler;
            int sent = 0;
            if (_outbox != null)
            {
                sent = _outbox.Flush(_transport, scheduler.Pool, now);
                if (_outbox.Bytes == 0)
                {
                    _outbox = null;
                }
            }

            if (sent == Transport.Broken)
            {
                Fail(WsErrorKind.ConnectionLost, 0);
                return IoPollable.Worked;
            }

            DecoderInput input = scheduler.Input;
            int received = _transport.Receive(input.Buffer, 0, input.Buffer.Length);
            if (received == Transport.Broken)
            {
                Fail(WsErrorKind.ConnectionLost, 0);
                return IoPollable.Worked;
            }

            if (received == 0)
            {
                return sent > 0 ? IoPollable.Worked : _outbox != null ? IoPollable.Waiting : IoPollable.Idle;
            }

            input.Position = 0;
            input.End = received;
            int result;
            while ((result = _head.Append(input)) == HttpHead.Complete && !Decide(input))
            {
                _head = new HttpHead(MaxAnswerSize);
            }

            if (result != HttpHead.Complete && result != HttpHead.Incomplete)
            {
                Fail(WsErrorKind.InvalidHandshake, 0);
            }

            return IoPollable.Worked;
        }

        /// <returns>False when the answer is an interim one, which another follows: RFC 9110 section 15.2.</returns>
        private bool Decide(DecoderInput input)
        {
            int status = ClientHandshake.Judge(_head, _key, _options.Protocols, out string protocol);
            if (status != ClientHandshake.Accepted && status / 100 == 1)
            {
                return false;
            }

            if (status == ClientHandshake.Accepted)
            {
                Transport transport = _transport;
                Release();
                _client.FinishOpening(transport, protocol, input);
            }
            else
            {
                Fail(status == ClientHandshake.Invalid ? WsErrorKind.InvalidHandshake : WsErrorKind.Refused, status);
            }

            return true;
        }

        private void Fail(WsErrorKind kind, int status)
        {
            _client.FailOpening(new WsError(kind, status, null));
        }
    }
}
