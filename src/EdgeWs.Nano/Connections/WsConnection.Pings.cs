using System;

namespace EdgeWs.Nano
{
    // Pings of both sides and the pongs to them, RFC 6455 sections 5.5.2 and 5.5.3. When they are due: WsConnection.Deadlines.cs.
    public abstract partial class WsConnection
    {
        /// <returns>The tag of the ping; 0 when the connection is not open.</returns>
        internal int SendPing(int timeoutMs, WsPongHandler callback)
        {
            Scheduler.CheckThread();
            if (_state != WsConnectionState.Open)
            {
                return 0;
            }

            int deadline = Scheduler.Now + timeoutMs;
            PingPool pool = Resources.Pings;
            PendingPing ping = pool.Take(deadline, callback);

            // First the frame: where there is no memory for it, no pong is awaited.
            Send(Opcode.Final | Opcode.Ping, pool.Payload, 0, PingPool.PayloadLength, Outbox.Urgent);
            PingPool.Append(ref _pings, ping);
            CheckAt(deadline);
            return ping.Tag;
        }

        private void OnPing(WsMessage message)
        {
            if (_state == WsConnectionState.Open)
            {
                Send(Opcode.Final | Opcode.Pong, message.Payload, message.PayloadOffset, message.PayloadCount, Outbox.Urgent | Outbox.Latest);
            }

            if ((_flags & Failed) == 0)
            {
                try
                {
                    OnReceived(message, true);
                }
                catch (Exception e)
                {
                    HandlerFailed(e);
                }
            }
        }

        private void OnPong(WsMessage message)
        {
            // Any other pong was not asked for, which is allowed: RFC 6455 section 5.5.3.
            if (_pings == null || message.PayloadCount != PingPool.PayloadLength)
            {
                return;
            }

            PendingPing answered = PingPool.TakeAnswered(ref _pings, message.Payload, message.PayloadOffset);

            // The heartbeat, which rested meanwhile, may be due before the ping was.
            CheckAt(Scheduler.Now);
            for (PendingPing ping = answered; ping != null; ping = ping.Next)
            {
                try
                {
                    ping.Callback?.Invoke(ping.Tag);
                }
                catch (Exception e)
                {
                    HandlerFailed(e);
                }
            }

            Resources.Pings.Return(answered);
        }
    }
}
