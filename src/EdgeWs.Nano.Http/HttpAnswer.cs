namespace EdgeWs.Nano.Http
{
    /// <summary>An answer on its way to the client. The connection ends behind it.</summary>
    internal sealed class HttpAnswer : IoPollable
    {
        private readonly IoScheduler _scheduler;
        private readonly Transport _transport;
        private readonly int _lingerTime;
        private Outbox _outbox;
        private int _deadline;

        /// <param name="scheduler">What drives it.</param>
        /// <param name="transport">The connection; it belongs to the answer from now on.</param>
        /// <param name="sendTimeout">Milliseconds in which the client must have taken all.</param>
        /// <param name="lingerTime">
        /// Milliseconds for which to take and discard what the client still sends. Closing with bytes unread would reset the
        /// connection, and a reset can overtake the answer.
        /// </param>
        internal HttpAnswer(IoScheduler scheduler, Transport transport, int sendTimeout, int lingerTime)
        {
            _lingerTime = lingerTime;
            _scheduler = scheduler;
            _transport = transport;
            _deadline = scheduler.Now + sendTimeout;
            scheduler.Add(this);
        }

        internal override int Poll(int now)
        {
            int sent = 0;
            if (_outbox != null)
            {
                sent = _outbox.Flush(_transport, _scheduler.Pool, now);
                if (_outbox.Bytes == 0)
                {
                    Linger();
                }
            }

            byte[] scratch = _scheduler.Input.Buffer;
            int received = sent < 0 ? sent : _transport.Receive(scratch, 0, scratch.Length);
            if (received < 0 || now - _deadline >= 0)
            {
                End();
                return Worked;
            }

            return sent > 0 || received > 0 ? Worked : _outbox != null ? Waiting : Idle;
        }

        internal override bool Wait(int milliseconds)
        {
            return _transport.Wait(milliseconds);
        }

        internal override void Fault()
        {
            End();
        }

        /// <summary>Sends bytes, or what of them cannot go now later. They are not copied.</summary>
        internal void Send(byte[] data)
        {
            byte[] kept = data;
            if (!_scheduler.Sender.SendShared(_transport, ref _outbox, data, data.Length, ref kept))
            {
                End();
            }
        }

        /// <summary>Ends the connection when the client does, or soon, once all that was sent is out.</summary>
        internal void Finish()
        {
            if (_outbox == null)
            {
                Linger();
            }
        }

        private void Linger()
        {
            _outbox = null;
            _deadline = _scheduler.Now + _lingerTime;
        }

        private void End()
        {
            _transport.Close();
            _scheduler.Remove(this);
        }
    }
}
