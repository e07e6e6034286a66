using System.Collections;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A TCP port whose connections speak TLS. Each waits, next to nothing, until its client's hello is there as a whole; then its
    /// handshake is done, one at a call. So a client that stalls in its hello costs the others nothing.
    /// </summary>
    internal sealed class TlsListener : TransportListener
    {
        private const int WholeHello = TlsRecord.HeaderLength + 1;

        private readonly SocketListener _listener;
        private readonly WsTlsOptions _tls;
        private readonly TlsSessions _sessions;
        private readonly IoScheduler _scheduler;
        private readonly int _maxWaiting;
        private readonly ArrayList _waiting = new ArrayList();
        private readonly byte[] _header = new byte[TlsRecord.HeaderLength];
        private bool _isPartial;

        /// <param name="listener">Belongs to this one from now on.</param>
        /// <param name="tls">Checked.</param>
        /// <param name="sessions">Counts the server's sessions.</param>
        /// <param name="scheduler">Its clock and its buffer.</param>
        /// <param name="maxWaiting">The most connections that wait for a hello; the others wait in the platform's queue.</param>
        internal TlsListener(SocketListener listener, WsTlsOptions tls, TlsSessions sessions, IoScheduler scheduler, int maxWaiting)
        {
            _listener = listener;
            _tls = tls;
            _sessions = sessions;
            _scheduler = scheduler;
            _maxWaiting = maxWaiting;
        }

        internal override int Port => _listener.Port;

        /// <summary>Takes the next connection whose handshake is done. What the platform throws in one comes out of here.</summary>
        internal override Transport Accept()
        {
            int now = _scheduler.Now;
            Socket accepted = _waiting.Count < _maxWaiting ? _listener.AcceptSocket() : null;
            if (accepted != null)
            {
                _waiting.Add(new TlsHello(accepted, now + _tls.HandshakeTimeout));
            }

            for (int i = 0; i < _waiting.Count; i++)
            {
                TlsHello hello = (TlsHello)_waiting[i];
                int seen = Look(hello, now);
                _isPartial = seen > 0;
                if (seen == WholeHello)
                {
                    if (!_sessions.TryBegin())
                    {
                        if (_sessions.IsWanted)
                        {
                            // Refused only if nobody has made way by the next time.
                            return null;
                        }

                        _waiting.RemoveAt(i);
                        RefuseForNow(hello.Socket);
                        return null;
                    }

                    _waiting.RemoveAt(i);
                    return ShakeHands(hello.Socket);
                }

                if (seen == Transport.Broken)
                {
                    _waiting.RemoveAt(i--);
                }
            }

            return null;
        }

        internal override bool Wait(int milliseconds)
        {
            // Part of a hello would end every wait for readiness at once, again and again.
            int count = _waiting.Count;
            return count == 0
                ? _listener.Wait(milliseconds)
                : !_isPartial && SocketTransport.Wait(((TlsHello)_waiting[count - 1]).Socket, milliseconds);
        }

        internal override void Close()
        {
            _listener.Close();
            for (int i = 0; i < _waiting.Count; i++)
            {
                ((TlsHello)_waiting[i]).Socket.Close();
            }

            _waiting.Clear();
        }

        /// <summary>Looks at the first bytes of a connection, and ends it when it will come to nothing.</summary>
        /// <returns>How many bytes of the header are there, WholeHello, or Broken.</returns>
        private int Look(TlsHello hello, int now)
        {
            try
            {
                int seen = TlsRecord.Peek(hello.Socket, _header);
                if (TlsHello.IsOther(_header, seen))
                {
                    Refuse(hello.Socket, null);
                    return Transport.Broken;
                }

                if (seen >= 0 && now - hello.Deadline < 0)
                {
                    return seen == TlsRecord.HeaderLength && TlsRecord.IsThere(hello.Socket, _header) ? WholeHello : seen;
                }
            }
            catch (SocketException)
            {
                // It is over.
            }

            hello.Socket.Close();
            return Transport.Broken;
        }

        private void RefuseForNow(Socket socket)
        {
            // A record of an alert: fatal, internal_error; there is none that says to try later. Its bytes one by one: an
            // initializer would cost the PE file two types, a field and their names.
            byte[] alert = new byte[7];
            alert[0] = 21;
            alert[1] = 3;
            alert[2] = 3;
            alert[4] = 2;
            alert[5] = 2;
            alert[6] = 80;
            Refuse(socket, alert);
        }

        private Transport ShakeHands(Socket socket)
        {
            try
            {
                return TlsHandshake.Run(socket, _tls, null, _sessions);
            }
            catch
            {
                _sessions.End();
                throw;
            }
        }

        /// <summary>Closes a connection without a reset, which would overtake the answer: so nothing may be left unread.</summary>
        private void Refuse(Socket socket, byte[] answer)
        {
            byte[] scratch = _scheduler.Input.Buffer;
            try
            {
                for (int i = 0; i < 4 && socket.Available > 0; i++)
                {
                    socket.Receive(scratch, 0, scratch.Length, SocketFlags.None);
                }

                if (answer != null)
                {
                    socket.Send(answer);
                }
            }
            catch (SocketException)
            {
                // It is gone already.
            }

            socket.Close();
        }
    }
}
