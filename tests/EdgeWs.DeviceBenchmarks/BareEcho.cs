using System;
using EdgeWs.Nano;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>
    /// The shortest loop in managed code that echoes messages as a server: one frame a message, whole in the buffer, nothing checked
    /// but that text is ASCII. What a library adds to it is the price of the library. A client masks where a server unmasks.
    /// </summary>
    internal sealed class BareEcho : Benchmark
    {
        private readonly Wire _wire = new Wire();
        private readonly byte[] _incoming;
        private readonly byte[] _buffer;
        private readonly bool _isText;
        private readonly int _receivers;

        /// <param name="incoming">The masked frame that arrives.</param>
        /// <param name="receivers">To how many the answer goes.</param>
        internal BareEcho(byte[] incoming, int receivers)
        {
            _incoming = incoming;
            _buffer = new byte[incoming.Length];
            _isText = (incoming[0] & 0xF) == Opcode.Text;
            _receivers = receivers;
        }

        internal override void Run(int count)
        {
            int expected = _wire.Sent + count * _receivers * (_incoming.Length - 4);
            for (; count > 0; count--)
            {
                _wire.Put(_incoming);
                if (_wire.Available > 0)
                {
                    Echo();
                }
            }

            if (_wire.Sent != expected)
            {
                throw new InvalidOperationException();
            }
        }

        private static int HeaderLength(int length)
        {
            return length < 126 ? 2 : length == 126 ? 4 : 10;
        }

        private void Echo()
        {
            byte[] buffer = _buffer;
            int end = _wire.Receive(buffer, 0, buffer.Length);
            int header = HeaderLength(buffer[1] & 0x7F);
            int at = header + 4;
            Mask(buffer, at, end, buffer[header], buffer[header + 1], buffer[header + 2], buffer[header + 3]);
            if (_isText)
            {
                CheckAscii(buffer, at, end);
            }

            // The header moves over the masking key.
            Array.Copy(buffer, 0, buffer, 4, header);
            buffer[5] &= 0x7F;
            for (int i = _receivers; i > 0; i--)
            {
                _wire.Send(buffer, 4, end - 4);
            }
        }

        private static void Mask(byte[] buffer, int at, int end, byte m0, byte m1, byte m2, byte m3)
        {
            for (int unrolledEnd = end - 3; at < unrolledEnd; at += 4)
            {
                buffer[at] ^= m0;
                buffer[at + 1] ^= m1;
                buffer[at + 2] ^= m2;
                buffer[at + 3] ^= m3;
            }

            if (at < end)
            {
                buffer[at] ^= m0;
            }

            if (at + 1 < end)
            {
                buffer[at + 1] ^= m1;
            }

            if (at + 2 < end)
            {
                buffer[at + 2] ^= m2;
            }
        }

        private static void CheckAscii(byte[] buffer, int at, int end)
        {
            int all = 0;
            for (int unrolledEnd = end - 3; at < unrolledEnd; at += 4)
            {
                all |= buffer[at] | buffer[at + 1] | buffer[at + 2] | buffer[at + 3];
            }

            for (; at < end; at++)
            {
                all |= buffer[at];
            }

            if (all > 0x7F)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
