using System;

namespace UartBridge
{
    /// <summary>How many bytes the chip's transmit FIFO takes at once. Nothing tells, so it is counted: what was written, less what the line has carried since.</summary>
    /// <remarks>What does not fit is no error, but the write would wait for the line. At 115,200 baud a byte takes 87 µs.</remarks>
    internal sealed class FifoRoom
    {
        internal const int Size = 128;

        private const int Thousandths = Size * 1000;

        // A start bit, eight data bits, a stop bit.
        private const int BitsPerByte = 10;

        private readonly int _bytesPerSecond;
        private int _thousandths = Thousandths;
        private long _since = Environment.TickCount64;

        internal FifoRoom(int baudRate)
        {
            _bytesPerSecond = baudRate / BitsPerByte;
        }

        /// <summary>The bytes that surely fit now.</summary>
        internal int Count()
        {
            long now = Environment.TickCount64;
            if (now > _since)
            {
                int elapsed = now - _since < 1000 ? (int)(now - _since) : 1000;
                _since = now;
                _thousandths += elapsed * _bytesPerSecond;
                if (_thousandths > Thousandths)
                {
                    _thousandths = Thousandths;
                }
            }

            return _thousandths / 1000;
        }

        /// <summary>Bytes were written.</summary>
        internal void Take(int count)
        {
            _thousandths -= count * 1000;

            // From here on: until now the line may have had nothing to carry. The tick under way does not count.
            _since = Environment.TickCount64 + 1;
        }
    }
}
