using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>
    /// By when the library has to have ended a connection, computed from what went through its transport. Looked at after a pass
    /// that found nothing to do, when everything that was due must have been done.
    /// </summary>
    internal sealed class Deadlines
    {
        // ConnectionCore.LingerTime: for a peer that was failed to say what it still has to say.
        private const int LingerTime = 250;

        private readonly World _world;
        private readonly LibraryEnd _end;
        private long _createdAt;
        private long _openedAt;
        private long _bufferedSince = -1;
        private long _closingSince = -1;
        private long _emptySince = -1;
        private long _heardAt;
        private long _askedAt = -1;
        private long _overSince = -1;
        private int _longestPing;
        private long _earliestPing = long.MaxValue;

        internal Deadlines(World world, LibraryEnd end)
        {
            _world = world;
            _end = end;
            _createdAt = world.Now;
        }

        private WsOptions Options => _end.Options;

        private int ConnectTimeout => ((WsClientOptions)Options).ConnectTimeout;

        internal void Opened()
        {
            _openedAt = _world.Now;
        }

        /// <summary>An attempt to connect begins.</summary>
        internal void Began()
        {
            _createdAt = _world.Now;
        }

        internal void Pinged(int timeout)
        {
            _longestPing = Math.Max(_longestPing, timeout);
            _earliestPing = Math.Min(_earliestPing, _world.Now + timeout);
        }

        /// <summary>Takes note of what has changed.</summary>
        internal void TakeNote()
        {
            long now = _world.Now;
            int buffered = _end.Connection.BufferedBytes;
            _bufferedSince = buffered == 0 || _end.Connection.State == WsConnectionState.Connecting ? -1 : _bufferedSince < 0 ? now : _bufferedSince;
            if (_end.Connection.State == WsConnectionState.Closing)
            {
                _closingSince = _closingSince < 0 ? now : _closingSince;
                if (_emptySince < 0 && buffered == 0)
                {
                    // From here it is the peer's turn, with a deadline of its own.
                    _emptySince = now;
                    _overSince = -1;
                }
            }
        }

        internal void Check()
        {
            TakeNote();
            switch (_end.Connection.State)
            {
                case WsConnectionState.Connecting:
                    CheckConnecting();
                    break;
                case WsConnectionState.Open:
                    CheckOpen();
                    break;
                case WsConnectionState.Closing:
                    CheckClosing();
                    break;
            }
        }

        /// <summary>
        /// Nothing ends without a cause: a transport that is over, or a deadline that has passed. That nothing can be sent any more is
        /// none: what the peer sent before is still to be read.
        /// </summary>
        internal void CheckCause(int code)
        {
            SimTransport transport = _end.Transport;
            if (code != WsCloseCode.Abnormal || transport == null || !_end.WasOpened)
            {
                return;
            }

            TakeNote();
            long now = _world.Now + _end.Loop.LongestPass;
            bool hasCause = transport.ToldOver
                || _earliestPing <= now
                || (Options.HeartbeatInterval > 0 && now - _openedAt >= Options.HeartbeatInterval + Options.PongTimeout)
                || now - Math.Max(_openedAt, transport.Outgoing.LastTaken) >= Options.SendTimeout
                || (_closingSince >= 0 && now - _closingSince >= Math.Min(LingerTime, Options.CloseTimeout))
                || _end.IsFailed
                || _end.Loop.Pool.Failures > 0;
            if (!hasCause)
            {
                _world.Fail($"{_end.Name}: dropped without a cause");
            }
        }

        private void CheckConnecting()
        {
            SimConnector connector = _end.Connector;
            if (connector == null)
            {
                Expect(_end.WaitsUntil, "waiting for the next attempt");
                return;
            }

            Expect(connector.TakenAt < 0 ? _createdAt + ConnectTimeout : connector.TakenAt + Options.HandshakeTimeout, "opening");
        }

        private void CheckOpen()
        {
            SimTransport transport = _end.Transport;
            if (_bufferedSince >= 0)
            {
                Expect(Math.Max(_bufferedSince, transport.Outgoing.LastTaken) + Options.SendTimeout, "sending");
            }

            if (_end.Pings.Count > 0)
            {
                long earliest = long.MaxValue;
                foreach (SentPing ping in _end.Pings)
                {
                    earliest = Math.Min(earliest, ping.Deadline);
                }

                Expect(earliest, "the pong");
            }

            if (Options.MessageTimeout > 0 && !Options.StreamMessages && _end.Tap.Since >= 0)
            {
                // What came together with the request an HTTP server may have read a while before it handed the connection over.
                Expect(Math.Max(_openedAt, _end.Tap.Since) + Options.MessageTimeout + _end.Loop.LongestPass, "a whole message");
            }

            if (Options.HeartbeatInterval > 0)
            {
                CheckHeartbeat(Math.Max(_openedAt, transport.Incoming.LastGiven));
            }
        }

        private void CheckHeartbeat(long heardAt)
        {
            if (_heardAt != heardAt)
            {
                _heardAt = heardAt;
                _askedAt = -1;
            }

            // The ping goes out in the first pass from then on, which may come late.
            if (_askedAt < 0 && _world.Now - heardAt >= Options.HeartbeatInterval)
            {
                _askedAt = _world.Now;
            }

            if (_askedAt >= 0)
            {
                Expect(_askedAt + Math.Max(Options.PongTimeout, _longestPing), "any sign of the peer");
            }
        }

        private void CheckClosing()
        {
            if (_emptySince >= 0)
            {
                ExpectEnd(_emptySince + Math.Max(Options.CloseTimeout, LingerTime), LingerTime, "the peer's close");
                return;
            }

            Expect(Math.Max(_bufferedSince, _end.Transport.Outgoing.LastTaken) + Options.SendTimeout, "sending before the close");
            ExpectEnd(_closingSince + Options.SendTimeout + Math.Max(Options.CloseTimeout, LingerTime), Options.SendTimeout + LingerTime, "closing");
        }

        /// <summary>Closing has one deadline, but what fails the connection meanwhile, at the latest in the pass in which that deadline was over, sets another.</summary>
        private void ExpectEnd(long deadline, int more, string what)
        {
            if (!_end.IsFailed && !_end.IsFoiled)
            {
                Expect(deadline, what);
                return;
            }

            if (_overSince < 0 && deadline <= _world.Now)
            {
                _overSince = _world.Now;
            }

            if (_overSince >= 0)
            {
                Expect(_overSince + more, what + " after a failure");
            }
        }

        private void Expect(long deadline, string what)
        {
            if (deadline <= _world.Now)
            {
                _world.Fail($"{_end.Name}: the time for {what} was over at {deadline}");
            }
        }
    }
}
