using System;
using EdgeWs.Nano;

namespace UartBridge
{
    /// <summary>The messages of a client that have to go out on the UART, in a ring: each behind its length in two bytes.</summary>
    internal sealed class ClientQueue
    {
        internal const int MaxMessageSize = 1024;

        private const int HeaderSize = 2;
        private const int Size = 2 * (HeaderSize + MaxMessageSize);

        internal readonly WsConnection Client;

        /// <summary>No more will come.</summary>
        internal bool IsGone;

        private readonly byte[] _ring = new byte[Size];
        private int _start;
        private int _count;
        private int _left;

        internal ClientQueue(WsConnection client)
        {
            Client = client;
        }

        /// <summary>A message has begun to go out, and has not ended.</summary>
        internal bool IsInMessage => _left > 0;

        /// <summary>Adds a message.</summary>
        /// <returns>False when there is no room, and nothing of it was taken.</returns>
        internal bool Add(byte[] buffer, int offset, int count)
        {
            if (count == 0)
            {
                return true;
            }

            if (HeaderSize + count > Size - _count)
            {
                return false;
            }

            AddByte(count >> 8);
            AddByte(count);
            int end = (_start + _count) % Size;
            int first = count < Size - end ? count : Size - end;
            Array.Copy(buffer, offset, _ring, end, first);
            Array.Copy(buffer, offset + first, _ring, 0, count - first);
            _count += count;
            return true;
        }

        /// <summary>Takes bytes of one message.</summary>
        /// <returns>How many; 0 when none is there.</returns>
        internal int Take(byte[] target, int offset, int most)
        {
            if (_left == 0 && _count > 0)
            {
                _left = (TakeByte() << 8) | TakeByte();
            }

            int count = most < _left ? most : _left;
            int first = count < Size - _start ? count : Size - _start;
            Array.Copy(_ring, _start, target, offset, first);
            Array.Copy(_ring, 0, target, offset + first, count - first);
            _start = (_start + count) % Size;
            _count -= count;
            _left -= count;
            return count;
        }

        private void AddByte(int value)
        {
            _ring[(_start + _count) % Size] = (byte)value;
            _count++;
        }

        private int TakeByte()
        {
            int value = _ring[_start];
            _start = (_start + 1) % Size;
            _count--;
            return value;
        }
    }
}
