using System;
using System.Linq;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>
    /// By when the library has to have ended a connection, computed from what went through its transport. Looked at after a pass
    /// that found nothing to do, when everything that was due must have been done.
    /// </summary>
    internal sealed class Deadlines(LibraryEnd end)
    {
        // WsConnection.LingerTime: for a peer that was failed to say what it still has to say.
        private const int LingerTime = 250;

        private long _beganAt = end.World.Now;
        private long _openedAt;
        private long _bufferedSince = World.Never;
        private long _closingSince = World.Never;
        private long _emptySince = World.Never;
        private long _heardAt;
        private long _askedAt = World.Never;
        private long _overSince = World.Never;
        private int _longestPing;
        private long _earliestPing = World.Never;

        private long Now => end.World.Now;

        private WsOptions Options => end.Options;

        /// <summary>When the transport last took something, or at which later time something began to wait for it.</summary>
        private long SendingSince => Math.Max(_bufferedSince, end.Transport.Outgoing.LastTaken);

        internal void Began() => _beganAt = Now;

        internal void Opened() => _openedAt = Now;

        internal void Pinged(int timeout)
        {
            _longestPing = Math.Max(_longestPing, timeout);
            _earliestPing = Math.Min(_earliestPing, Now + timeout);
        }

        internal void TakeNote()
        {
            int buffered = end.Connection.BufferedBytes;
            WsConnectionState state = end.Connection.State;
            _bufferedSince = buffered == 0 || state == WsConnectionState.Connecting ? World.Never : Math.Min(_bufferedSince, Now);
            _closingSince = state == WsConnectionState.Closing ? Math.Min(_closingSince, Now) : _closingSince;
            if (state == WsConnectionState.Closing && buffered == 0 && _emptySince == World.Never)
            {
                // From here it is the peer's turn, with a deadline of its own.
                _emptySince = Now;
                _overSince = World.Never;
            }
        }

        internal void Check()
        {
            switch (end.Connection.State)
            {
                case WsConnectionState.Connecting:
                    CheckConnecting((ClientEnd)end);
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
            if (code != WsCloseCode.Abnormal || !end.WasOpened)
            {
                return;
            }

            long now = Now + end.Loop.LongestPass;
            end.Require(
                end.Transport.ToldOver
                || _earliestPing <= now
                || (Options.HeartbeatInterval > 0 && now - _openedAt >= Options.HeartbeatInterval + Options.PongTimeout)
                || now - Math.Max(_openedAt, end.Transport.Outgoing.LastTaken) >= Options.SendTimeout
                || now - _closingSince >= Math.Min(LingerTime, Options.CloseTimeout)
                || end.IsFailed
                || end.Loop.Pool.Failures > 0,
                $"dropped without a cause");
        }

        private void CheckConnecting(ClientEnd client)
        {
            SimConnector connector = client.Connector;
            if (connector == null)
            {
                Expect(client.WaitsUntil, "waiting for the next attempt");
            }
            else
            {
                Expect(connector.TakenAt < 0 ? _beganAt + client.Options.ConnectTimeout : connector.TakenAt + Options.HandshakeTimeout, "opening");
            }
        }

        private void CheckOpen()
        {
            Expect(SendingSince + Options.SendTimeout, "sending");
            Expect(end.Pings.Select(ping => ping.Deadline).DefaultIfEmpty(World.Never).Min(), "the pong");
            if (Options.MessageTimeout > 0 && !Options.StreamMessages)
            {
                // What came together with the request an HTTP server may have read a while before it handed the connection over.
                Expect(Math.Max(_openedAt, end.Transport.Tap.Since) + Options.MessageTimeout + end.Loop.LongestPass, "a whole message");
            }

            if (Options.HeartbeatInterval > 0)
            {
                CheckHeartbeat(Math.Max(_openedAt, end.Transport.Incoming.LastGiven));
            }
        }

        private void CheckHeartbeat(long heardAt)
        {
            // The ping goes out in the first pass from then on, which may come late.
            _askedAt = _heardAt == heardAt ? _askedAt : World.Never;
            _askedAt = Now - heardAt >= Options.HeartbeatInterval ? Math.Min(_askedAt, Now) : _askedAt;
            _heardAt = heardAt;
            Expect(_askedAt + Math.Max(Options.PongTimeout, _longestPing), "any sign of the peer");
        }

        private void CheckClosing()
        {
            int linger = Math.Max(Options.CloseTimeout, LingerTime);
            if (_emptySince < World.Never)
            {
                ExpectEnd(_emptySince + linger, LingerTime, "the peer's close");
            }
            else
            {
                Expect(SendingSince + Options.SendTimeout, "sending before the close");
                ExpectEnd(_closingSince + Options.SendTimeout + linger, Options.SendTimeout + LingerTime, "closing");
            }
        }

        /// <summary>Closing has one deadline, but what fails the connection meanwhile, at the latest in the pass in which that deadline was over, sets another.</summary>
        private void ExpectEnd(long deadline, int more, string what)
        {
            if (!end.IsFailed && CloseCheck.Foiled(end) == 0)
            {
                Expect(deadline, what);
                return;
            }

            _overSince = deadline <= Now ? Math.Min(_overSince, Now) : _overSince;
            Expect(_overSince + more, what + " after a failure");
        }

        private void Expect(long deadline, string what) => end.Require(deadline > Now, $"the time for {what} was over at {deadline}");
    }
}
