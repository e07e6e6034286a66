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

        // The newest last.
        private readonly byte[][] _kept = new byte[Slots][];
        private int _count;
        private readonly int _limit;
        private PartialMessage _spare;

        /// <param name="limit">The most bytes to keep while nobody uses them.</param>
        internal BufferPool(int limit)
        {
            _limit = limit;
        }

        /// <summary>Hands out a buffer of at least <paramref name="size"/> bytes: a kept one, or a new one of exactly that size.</summary>
        internal virtual byte[] Rent(int size)
        {
            byte[][] kept = _kept;
            for (int i = _count - 1; i >= 0; i--)
            {
                // Not one that is far too large: a few waiting bytes must not pin a large buffer to a slow connection.
                byte[] buffer = kept[i];
                if (buffer.Length >= size && buffer.Length >> 2 <= size)
                {
                    RemoveAt(i);
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
                RemoveAt(0);
            }

            _kept[_count++] = buffer;
            KeptBytes += buffer.Length;
        }

        /// <summary>Hands out what a decoder remembers a partial message in. There are never more than were needed at a time.</summary>
        internal PartialMessage TakePartial()
        {
            PartialMessage partial = _spare ?? new PartialMessage();
            _spare = partial.Next;
            return partial;
        }

        /// <summary>Takes back what a decoder remembered, with the buffer of its message.</summary>
        internal void Return(PartialMessage partial)
        {
            if (partial.Assembly != null)
            {
                Return(partial.Assembly);
                partial.Assembly = null;
                partial.Assembled = 0;
            }

            partial.Remaining = 0;
            partial.Next = _spare;
            _spare = partial;
        }

        private void RemoveAt(int index)
        {
            KeptBytes -= _kept[index].Length;
            if (index < --_count)
            {
                Array.Copy(_kept, index + 1, _kept, index, _count - index);
            }

            _kept[_count] = null;
        }
    }
}
