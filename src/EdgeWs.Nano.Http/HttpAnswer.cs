namespace EdgeWs.Nano.Http
{
    /// <summary>An answer on its way to the client. The connection ends behind it.</summary>
    internal sealed class HttpAnswer : IoPollable
    {
        private readonly HttpHost _host;
        private readonly Transport _transport;
        private readonly int _lingerTime;
        private byte[] _data;
        private byte[] _next;
        private int _position;
        private int _deadline;
        private bool _isEnded;

        /// <param name="host">Whose answer it is; it is told of the end.</param>
        /// <param name="transport">The connection; it belongs to the answer from now on.</param>
        /// <param name="head">Status line and header fields.</param>
        /// <param name="content">What follows them, or null. Not copied.</param>
        /// <param name="lingerTime">
        /// Milliseconds for which to take and discard what the client still sends. Closing with bytes unread would reset the
        /// connection, and a reset can overtake the answer.
        /// </param>
        internal HttpAnswer(HttpHost host, Transport transport, byte[] head, byte[] content, int lingerTime)
        {
            _host = host;
            _transport = transport;
            _lingerTime = lingerTime;
            _data = head;
            _next = content;
            _deadline = host.Scheduler.Now + host.Options.SendTimeout;
        }

        internal override int Poll(int now)
        {
            int sent = Send(now);
            int received = 0;
            if (sent >= 0 && !_isEnded)
            {
                // The end of what the client has to say is not yet the end of what it listens to.
                byte[] scratch = _host.Scheduler.Input.Buffer;
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
            _host.OnAnswerEnded(this);
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
