using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Takes an input apart from its beginning. Behind its end everything is zero.</summary>
    internal sealed class InputReader
    {
        private readonly byte[] _input;
        private int _position;

        internal InputReader(byte[] input)
        {
            _input = input;
        }

        internal bool IsAtEnd => _position >= _input.Length;

        internal int NextByte()
        {
            return IsAtEnd ? 0 : _input[_position++];
        }

        internal int NextUInt16()
        {
            return (NextByte() << 8) | NextByte();
        }

        internal long NextInt64()
        {
            long value = 0;
            for (int i = 0; i < 8; i++)
            {
                value = (value << 8) | (uint)NextByte();
            }

            return value;
        }

        /// <summary>At most so many bytes.</summary>
        internal byte[] Next(int count)
        {
            count = Math.Min(count, _input.Length - _position);
            byte[] bytes = _input.AsSpan(_position, count).ToArray();
            _position += count;
            return bytes;
        }

        internal byte[] Rest()
        {
            return Next(_input.Length);
        }
    }
}
