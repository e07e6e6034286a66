using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>What of the next TLS record has arrived, found out without taking it: RFC 8446 section 5.1.</summary>
    /// <remarks>
    /// Who asks the platform to read or to shake hands when only part of a record is there has it wait for the rest, and the
    /// whole device with it.
    /// </remarks>
    internal static class TlsRecord
    {
        internal const int HeaderLength = 5;

        // The record of a large message does not fit into lwIP's receive window (5760 bytes on the ESP32), and one segment of
        // 1440 bytes may fail to find room in the rest: this much is always reached, and whoever sent it is sending.
        private const int Enough = 4096;

        /// <summary>Looks at the first bytes.</summary>
        /// <param name="socket">The connection.</param>
        /// <param name="header">Takes as many as fit.</param>
        /// <returns>How many are in the header; 0 when nothing is there, <see cref="Transport.Broken"/> at the end of the stream.</returns>
        internal static int Peek(Socket socket, byte[] header)
        {
            if (!socket.Poll(0, SelectMode.SelectRead))
            {
                return 0;
            }

            // Readable with nothing there is how a closed connection shows.
            return socket.Available == 0
                ? Transport.Broken
                : socket.Receive(header, 0, header.Length, SocketFlags.Peek);
        }

        /// <summary>Whether reading would not have to wait, as far as that can be known.</summary>
        internal static bool IsThere(Socket socket, byte[] header)
        {
            int available = socket.Available;
            return IsEnough(available) || available >= LengthOf(header);
        }

        /// <summary>Whether this much is there that the rest of its record, if there is one, is on its way.</summary>
        internal static bool IsEnough(int available)
        {
            return available >= Enough;
        }

        /// <summary>How long the record says it is, its header included.</summary>
        internal static int LengthOf(byte[] header)
        {
            return HeaderLength + (header[3] << 8 | header[4]);
        }
    }
}
