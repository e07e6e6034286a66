using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A connection of a server whose opening handshake is under way. It becomes a <see cref="WsServerChannel"/>, or is refused
    /// and ends.
    /// </summary>
    internal sealed class ServerOpening : IoPollable
    {
        // How long a refused client may take to read its answer and to close. Closing with bytes unread would reset the
        // connection, and a reset can overtake the answer.
        private const int LingerTime = 1000;

        // How much of that a client has even while others wait for its place, and of the time for the handshake.
        private const int LeastLingerTime = 250;
        private const int LeastTime = 1000;

        private readonly WsServer _server;
        private readonly Transport _transport;
        private HttpHead _head;
        private Outbox _outbox;
        private int _deadline;

        internal ServerOpening(WsServer server, Transport transport)
        {
            _server = server;
            _transport = transport;
            _head = new HttpHead(server.Options.MaxHandshakeSize);
            _deadline = server.Scheduler.Now + server.Options.HandshakeTimeout;
        }

        internal bool IsRefused => _head == null;

        internal override int Poll(int now)
        {
            if (_outbox != null)
            {
                int sent = _outbox.Flush(_transport, _server.Scheduler.Pool, now);
                if (sent == Transport.Broken)
                {
                    End();
                    return Worked;
                }

                if (_outbox.Bytes == 0)
                {
                    _outbox = null;
                }
            }

            DecoderInput input = _server.Scheduler.Input;
            int received = _transport.Receive(input.Buffer, 0, input.Buffer.Length);
            if (received == Transport.Broken)
            {
                End();
                return Worked;
            }

            if (received > 0 && !IsRefused)
            {
                input.Position = 0;
                input.End = received;
                Read(input);
            }
            else if (now - _deadline >= 0)
            {
                if (IsRefused)
                {
                    End();
                }
                else
                {
                    Refuse(408, null);
                }
            }

            return received > 0 ? Worked : _outbox != null ? Waiting : Idle;
        }

        internal override bool Wait(int milliseconds)
        {
            return _transport.Wait(milliseconds);
        }

        internal override void Fault()
        {
            End();
        }

        /// <summary>Ends without an answer, or with what of it is not out yet. May be called again.</summary>
        internal void End()
        {
            _head = null;
            _outbox?.Clear(_server.Scheduler.Pool);
            _transport.Close();
            _server.OnOpeningEnded(this);
        }

        /// <summary>Whether the client had its time, so that it has to make way when another waits.</summary>
        internal bool MayYield(int now)
        {
            return _deadline - now <= (IsRefused ? LingerTime - LeastLingerTime : _server.Options.HandshakeTimeout - LeastTime);
        }

        /// <summary>Makes way.</summary>
        internal void Yield()
        {
            if (!IsRefused)
            {
                Refuse(408, null);
            }

            End();
        }

        /// <summary>Takes what was received.</summary>
        internal void Read(DecoderInput input)
        {
            int result = _head.Append(input);
            if (result == HttpHead.Complete)
            {
                Decide(input);
            }
            else if (result != HttpHead.Incomplete)
            {
                Refuse(result, null);
            }
        }

        private void Decide(DecoderInput input)
        {
            WsHeaders headers = _head.Headers;
            int status = 400;
            if (ServerHandshake.ReadRequestLine(_head, out string method, out string path, out string query))
            {
                status = path != _server.Path ? 404
                    : method != "GET" ? 405
                    : ServerHandshake.Judge(headers);
            }

            if (status == ServerHandshake.Accepted && _server.IsFullFor(_transport))
            {
                status = 503;
            }

            if (status != ServerHandshake.Accepted)
            {
                Refuse(status, null);
                return;
            }

            WsHandshake handshake = new WsHandshake(path, query, headers, _transport);
            _server.Authorize(handshake);
            if (_head == null)
            {
                // The handler stopped the server, which ended this too.
                return;
            }

            if (handshake.Status != ServerHandshake.Accepted)
            {
                Refuse(handshake.Status, handshake.RefusalHeaders);
                return;
            }

            _server.OnOpeningEnded(this);
            _server.Open(handshake, _transport, input);
        }

        private void Refuse(int status, string headers)
        {
            _head = null;
            _deadline = _server.Scheduler.Now + LingerTime;
            byte[] answer = ServerHandshake.Refuse(status, headers);
            if (!_server.Scheduler.Sender.SendShared(_transport, ref _outbox, answer, answer.Length, ref answer))
            {
                End();
            }
        }
    }
}
