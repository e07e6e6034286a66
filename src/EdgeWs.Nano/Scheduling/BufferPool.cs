using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Keeps a few buffers that were given back, so that messages which do not arrive or leave in one piece cost no garbage in
    /// the long run. One per scheduler. Tests put one of their own in its place.
    /// </summary>
    internal class BufferPool
    {
        private const int Slots = 4;

        /// <summary>Bytes kept at this moment.</summary>
        internal int KeptBytes;

        /// <summary>Bytes that wait to be sent, of all connections together. The outboxes count them.</summary>
        internal int Waiting;

        // The newest first.
        private readonly byte[][] _kept = new byte[Slots][];
        private int _count;
        private readonly int _limit;

        /// <param name="limit">The most bytes to keep while nobody uses them.</param>
        internal BufferPool(int limit)
        {
            _limit = limit;
        }

        /// <summary>Hands out a buffer of at least <paramref name="size"/> bytes: a kept one, or a new one of exactly that size.</summary>
        internal virtual byte[] Rent(int size)
        {
            for (int i = 0; i < _count; i++)
            {
                // Not one that is far too large: a few waiting bytes must not pin a large buffer to a slow connection.
                byte[] buffer = _kept[i];
                if (buffer.Length >= size && buffer.Length >> 2 <= size)
                {
                    Array.Copy(_kept, i + 1, _kept, i, --_count - i);
                    _kept[_count] = null;
                    KeptBytes -= buffer.Length;
                    return buffer;
                }
            }

            return new byte[size];
        }

        /// <summary>Takes a buffer back that nobody else holds any more.</summary>
        internal virtual void Return(byte[] buffer)
        {
            if (buffer.Length > _limit)
            {
                return;
            }

            // The newest are the likeliest to fit again, so the others make room.
            while (_count == Slots || (_count > 0 && KeptBytes + buffer.Length > _limit))
            {
                KeptBytes -= _kept[--_count].Length;
                _kept[_count] = null;
            }

            Array.Copy(_kept, 0, _kept, 1, _count++);
            _kept[0] = buffer;
            KeptBytes += buffer.Length;
        }
    }
}
