namespace EdgeWs.Nano
{
    // All deadlines of an open connection: when a ping goes out, and when time ends the connection.
    public abstract partial class WsConnection
    {
        /// <summary>Has the deadlines looked at when this one comes, if not before.</summary>
        private void CheckAt(int time)
        {
            if (_nextCheck - time > 0)
            {
                _nextCheck = time;
            }
        }

        private bool IsDue(int now, int time)
        {
            if (now - time >= 0)
            {
                return true;
            }

            CheckAt(time);
            return false;
        }

        /// <summary>Does what is due: the one place where time ends a connection.</summary>
        private void CheckTimes(int now)
        {
            _nextCheck = now + LongTime;

            bool isOver = _outbox != null && IsDue(now, _outbox.LastProgress + Options.SendTimeout);
            if (_state == WsConnectionState.Closing)
            {
                isOver |= IsDue(now, _dueBy);
            }
            else if (IsMessageLate(now))
            {
                Fail(WsCloseCode.PolicyViolation);
            }
            else if (_pings != null)
            {
                isOver |= IsPongLate(now);
            }
            else if (Options.HeartbeatInterval > 0 && IsDue(now, _lastReceived + Options.HeartbeatInterval))
            {
                // The peer was silent for long: time to ask whether it is there.
                SendPing(Options.PongTimeout, null);
            }

            if (isOver)
            {
                _flags |= Broken | Dropped;
            }
        }

        /// <summary>Whether the peer owes something whose time is over: the rest of a message or a pong.</summary>
        private bool IsPeerLate(int now)
        {
            return _state == WsConnectionState.Open && (IsMessageLate(now) || IsPongLate(now));
        }

        private bool IsMessageLate(int now)
        {
            return (_flags & InMessage) != 0 && IsDue(now, _dueBy);
        }

        private bool IsPongLate(int now)
        {
            return _pings != null && IsDue(now, PingPool.EarliestDeadline(_pings));
        }
    }
}
