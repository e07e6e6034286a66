using System;

namespace EdgeWs.Fuzz
{
    /// <summary>Where a stream is cut. One byte of the input decides, so that a fuzzer can vary the cuts apart from the stream.</summary>
    internal sealed class Pieces
    {
        private readonly int _kind;
        private uint _state;

        /// <param name="kind">0: whole. 1: single bytes. Else pieces of pseudorandom lengths, the longer the larger the number.</param>
        internal Pieces(int kind)
        {
            _kind = kind;
            _state = (uint)kind;
        }

        internal int Next(int available)
        {
            if (_kind == 0)
            {
                return available;
            }

            _state = _state * 1664525 + 1013904223;
            return Math.Min(available, 1 + (int)((_state >> 16) % (uint)_kind));
        }
    }
}
