namespace EdgeWs.Nano.Http
{
    /// <summary>An answer on its way to the client. The connection ends behind it.</summary>
    internal sealed class HttpAnswer : IoPollable
    {
        private readonly IoScheduler _scheduler;
        private readonly Transport _transport;
        private readonly int _lingerTime;
        private byte[] _data;
        private byte[] _next;
        private int _position;
        private int _deadline;
        private bool _isEnded;

        /// <param name="scheduler">What drives it.</param>
        /// <param name="transport">The connection; it belongs to the answer from now on.</param>
        /// <param name="head">Status line and header fields.</param>
        /// <param name="content">What follows them, or null. Not copied.</param>
        /// <param name="sendTimeout">Milliseconds in which the client must have taken all.</param>
        /// <param name="lingerTime">
        /// Milliseconds for which to take and discard what the client still sends. Closing with bytes unread would reset the
        /// connection, and a reset can overtake the answer.
        /// </param>
        internal HttpAnswer(IoScheduler scheduler, Transport transport, byte[] head, byte[] content, int sendTimeout, int lingerTime)
        {
            _lingerTime = lingerTime;
            _scheduler = scheduler;
            _transport = transport;
            _data = head;
            _next = content;
            _deadline = scheduler.Now + sendTimeout;
            scheduler.Add(this);
        }

        internal override int Poll(int now)
        {
            int sent = Send(now);
            int received = 0;
            if (sent >= 0 && !_isEnded)
            {
                // The end of what the client has to say is not yet the end of what it listens to.
                byte[] scratch = _scheduler.Input.Buffer;
                received = _transport.Receive(scratch, 0, scratch.Length);
                _isEnded = received < 0;
            }

            if (sent < 0 || (_isEnded && _data == null) || now - _deadline >= 0)
            {
                Fault();
                return Worked;
            }

            return sent > 0 || received > 0 ? Worked : _data != null ? Waiting : Idle;
        }

        internal override bool Wait(int milliseconds)
        {
            // Behind its end a stream is always readable.
            return !_isEnded && _transport.Wait(milliseconds);
        }

        internal override void Fault()
        {
            _transport.Close();
            _scheduler.Remove(this);
        }

        /// <summary>Sends what the transport takes now. A page is no message: it does not count among those that wait.</summary>
        /// <returns>The bytes sent, or <see cref="Transport.Broken"/>.</returns>
        private int Send(int now)
        {
            int total = 0;
            while (_data != null)
            {
                int left = _data.Length - _position;
                int sent = _transport.Send(_data, _position, left);
                if (sent < 0)
                {
                    return sent;
                }

                total += sent;
                _position += sent;
                if (sent < left)
                {
                    break;
                }

                _data = _next;
                _next = null;
                _position = 0;
                if (_data == null)
                {
                    _deadline = now + _lingerTime;
                }
            }

            return total;
        }
    }
}
