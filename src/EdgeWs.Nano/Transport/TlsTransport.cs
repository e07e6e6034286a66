using System;
using System.Net.Security;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A TCP connection with TLS, whose handshake is done.</summary>
    internal sealed class TlsTransport : SocketTransport
    {
        // As for TCP. What TLS adds to it, less than 100 bytes, finds room too.
        private const int MaxPiece = 1440;

        // Where a read has to wait all the same: the longest silence for which it may hold the loop, if the platform heeds it.
        private const int LongestRead = 50;

        // After this time without growth part of a record is read as far as it is there: the end of the stream, which may stand
        // behind it, does not show before.
        private const int StallTime = 500;

        private readonly SslStream _stream;
        private readonly TlsSessions _sessions;
        private readonly byte[] _header = new byte[TlsRecord.HeaderLength];
        private bool _isPartial;
        private bool _isCut;
        private int _partLength;
        private int _grownAt;
        private bool _isClosed;

        /// <param name="stream">An authenticated stream; it belongs to the transport from now on.</param>
        /// <param name="socket">The socket that it was made of.</param>
        /// <param name="sessions">Where the session is counted already, or null.</param>
        internal TlsTransport(SslStream stream, Socket socket, TlsSessions sessions = null)
            : base(socket)
        {
            _stream = stream;
            _sessions = sessions;
            SetReceiveTimeout(socket, LongestRead);
        }

        internal override bool IsSecure => true;

        /// <summary>Bounds each native wait for bytes; the property of the same name only bounds those of the interpreter.</summary>
        internal static void SetReceiveTimeout(Socket socket, int milliseconds)
        {
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, milliseconds);
            }
            catch (SocketException)
            {
                // Not supported here.
            }
        }

        internal override int Receive(byte[] buffer, int offset, int count)
        {
            try
            {
                // What is decrypted is no longer in the socket; what is in the socket is not decrypted. Before the first read
                // the stream tells of nothing, which is no harm: it has taken nothing that is not of the handshake.
                if (_stream.Length == 0)
                {
                    int seen = TlsRecord.Peek(_socket, _header);

                    _isPartial = seen > 0 && !IsReadable(seen);
                    if (seen <= 0 || _isPartial)
                    {
                        return seen < 0 ? Broken : 0;
                    }
                }

                _isCut = true;
                int received = _stream.Read(buffer, offset, count);
                _isCut = false;
                return received > 0 ? received : Broken;
            }
            catch (SocketException e)
            {
                // Time was over: the record had no data for us, or its rest is still to come.
                return e.ErrorCode == (int)SocketError.TimedOut ? 0 : Broken;
            }
            catch (Exception)
            {
                return Broken;
            }
        }

        /// <summary>Whether a read would not wait, or part of a record is all that seems to come.</summary>
        private bool IsReadable(int seen)
        {
            // lwIP shows no more than one segment, so a header across two of them stays unknown. And behind a read that ran out of
            // time there is no header but the rest of a record.
            int available = _socket.Available;
            if (TlsRecord.IsEnough(available)
                || (!_isCut && (seen == TlsRecord.HeaderLength ? TlsRecord.IsThere(_socket, _header) : available >= TlsRecord.HeaderLength)))
            {
                _partLength = 0;
                return true;
            }

            int now = (int)Environment.TickCount64;
            if (_partLength != available)
            {
                _partLength = available;
                _grownAt = now;
            }

            return now - _grownAt >= StallTime;
        }

        internal override int Send(byte[] buffer, int offset, int count)
        {
            int sent = 0;
            try
            {
                // To write is to wait, without rest, until all is out: see SocketTransport for why this much surely goes.
                while (sent < count && _socket.Poll(0, SelectMode.SelectWrite))
                {
                    int piece = count - sent;
                    if (piece > MaxPiece)
                    {
                        piece = MaxPiece;
                    }

                    _stream.Write(buffer, offset + sent, piece);
                    sent += piece;
                }

                return sent;
            }
            catch (Exception)
            {
                return Broken;
            }
        }

        internal override bool Wait(int milliseconds)
        {
            // Part of a record would end every wait for readiness at once, again and again.
            return !_isPartial && !_isClosed && (_stream.Length > 0 || base.Wait(milliseconds));
        }

        internal override void Close()
        {
            if (!_isClosed)
            {
                _isClosed = true;
                try
                {
                    // It closes the socket too.
                    _stream.Close();
                }
                catch (Exception)
                {
                    // After bytes that are no TLS even this may fail. The session is over all the same.
                    base.Close();
                }

                _sessions?.End();
            }
        }
    }
}
