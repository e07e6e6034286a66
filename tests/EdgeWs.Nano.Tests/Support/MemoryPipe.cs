using System;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Bytes on their way in one direction, with a limit as a socket's buffer has one.</summary>
    internal sealed class MemoryPipe
    {
        private byte[] _bytes = new byte[256];
        private int _start;
        private int _count;

        /// <summary>The most bytes that can be on their way.</summary>
        internal int Capacity { get; set; } = int.MaxValue;

        /// <summary>The most bytes that one call puts in or takes out: 1 splits everything into single bytes.</summary>
        internal int MaxPiece { get; set; } = int.MaxValue;

        /// <summary>While true nothing that is in the pipe can be taken out yet.</summary>
        internal bool IsDelayed { get; set; }

        internal bool IsClosed { get; private set; }

        /// <summary>Whether what was in the pipe when it closed is lost.</summary>
        internal bool IsReset { get; private set; }

        internal int Count => _count;

        internal int Write(byte[] buffer, int offset, int count)
        {
            count = Least(count, Capacity - _count);
            if (_start + _count + count > _bytes.Length)
            {
                byte[] target = _count + count > _bytes.Length ? new byte[(_count + count) * 2] : _bytes;
                Array.Copy(_bytes, _start, target, 0, _count);
                _bytes = target;
                _start = 0;
            }

            Array.Copy(buffer, offset, _bytes, _start + _count, count);
            _count += count;
            return count;
        }

        internal int Read(byte[] buffer, int offset, int count)
        {
            if (IsDelayed)
            {
                return 0;
            }

            count = Least(count, _count);
            Array.Copy(_bytes, _start, buffer, offset, count);
            _start += count;
            _count -= count;
            return count;
        }

        /// <summary>The end of the bytes, as a FIN.</summary>
        internal void Close() => IsClosed = true;

        /// <summary>The end at once, as a RST.</summary>
        internal void Reset()
        {
            IsClosed = true;
            IsReset = true;
            _count = 0;
        }

        private int Least(int count, int limit)
        {
            if (count > limit)
            {
                count = limit;
            }

            return count > MaxPiece ? MaxPiece : count;
        }
    }
}
