using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A connection of which no more is known than that it wants TLS. It costs nothing but its socket.</summary>
    internal sealed class TlsHello
    {
        // RFC 8446 section 5.1: a record of the handshake, of any version since SSL 3.0.
        private const int HandshakeRecord = 22;
        private const int Version = 3;

        internal readonly Socket Socket;
        internal readonly int Deadline;

        internal TlsHello(Socket socket, int deadline)
        {
            Socket = socket;
            Deadline = deadline;
        }

        /// <summary>Whether the first bytes can be no TLS.</summary>
        internal static bool IsOther(byte[] header, int seen)
        {
            return seen > 0 && (header[0] != HandshakeRecord || (seen > 1 && header[1] != Version));
        }
    }
}
