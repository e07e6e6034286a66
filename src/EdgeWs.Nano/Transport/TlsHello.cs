using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A TCP connection that is to speak TLS and has not begun to. It costs nothing but its socket.</summary>
    internal sealed class TlsHello : SocketTransport
    {
        /// <summary>All of the hello is there.</summary>
        internal const int Whole = HeaderLength + 1;

        // The header of the record, RFC 8446 section 5.1, and that of the message in it, section 4.
        internal const int HeaderLength = TlsRecord.HeaderLength + 4;

        private const int HandshakeRecord = 22;
        private const int Version = 3;
        private const int ClientHello = 1;

        // Usual ones have 200 to 2,000 bytes. A larger one might never fit into lwIP's receive window as a whole.
        private const int Longest = 4096;

        private readonly WsTlsOptions _tls;
        private readonly byte[] _header;
        private bool _isPartial;

        /// <param name="socket">Belongs to the transport from now on.</param>
        /// <param name="tls">Checked.</param>
        /// <param name="header">As long as a header; shared by all, since it is used within a call only.</param>
        internal TlsHello(Socket socket, WsTlsOptions tls, byte[] header)
            : base(socket)
        {
            _tls = tls;
            _header = header;
        }

        /// <summary>The milliseconds in which the hello must be there.</summary>
        internal int Timeout => _tls.HandshakeTimeout;

        /// <summary>Looks at what is there, and takes nothing.</summary>
        /// <returns><see cref="Whole"/>; less while something is missing, 0 while all is; <see cref="Transport.Broken"/> when nothing good can come of it.</returns>
        internal int Look()
        {
            try
            {
                int seen = TlsRecord.Peek(_socket, _header);
                _isPartial = seen > 0;
                return seen <= 0 ? seen
                    : !MayBegin(_header, seen) ? Broken
                    : seen == HeaderLength && _socket.Available >= TlsRecord.LengthOf(_header) ? Whole
                    : seen;
            }
            catch (SocketException)
            {
                return Broken;
            }
        }

        /// <summary>Whether a client's hello may begin like this. It comes in one record, and both lengths say so.</summary>
        /// <remarks>The platform reads on until it has what the lengths promise, and the whole device waits with it.</remarks>
        internal static bool MayBegin(byte[] header, int seen)
        {
            return (seen < 1 || header[0] == HandshakeRecord)
                && (seen < 2 || header[1] == Version)
                && (seen < TlsRecord.HeaderLength || (TlsRecord.LengthOf(header) > HeaderLength && TlsRecord.LengthOf(header) <= Longest))
                && (seen < 6 || header[5] == ClientHello)
                && (seen < HeaderLength || (header[6] << 16 | header[7] << 8 | header[8]) == TlsRecord.LengthOf(header) - HeaderLength);
        }

        /// <summary>Does the handshake. Throws what the platform throws, with everything closed.</summary>
        /// <param name="sessions">Where the session is counted already.</param>
        internal TlsTransport ShakeHands(TlsSessions sessions)
        {
            try
            {
                return TlsHandshake.Run(_socket, _tls, null, sessions);
            }
            catch
            {
                sessions.End();
                throw;
            }
        }

        /// <summary>A record of an alert: fatal, internal_error; there is none that says to try later.</summary>
        internal static byte[] Alert()
        {
            // Its bytes one by one: an initializer would cost the PE file two types, a field and their names.
            byte[] alert = new byte[7];
            alert[0] = 21;
            alert[1] = Version;
            alert[2] = 3;
            alert[4] = 2;
            alert[5] = 2;
            alert[6] = 80;
            return alert;
        }

        internal override bool Wait(int milliseconds)
        {
            // Part of a hello would end every wait for readiness at once, again and again.
            return !_isPartial && base.Wait(milliseconds);
        }
    }
}
