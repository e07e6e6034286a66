using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>
    /// A pool that keeps books: what is rented must come back, once. Returned bytes are spoilt, so that whoever still reads them
    /// is found; an allocation fails where the script says so.
    /// </summary>
    internal sealed class PoolKeeper() : BufferPool(LoopResources.PooledBytes)
    {
        private const byte Fresh = 0xA5;
        private const byte Spoilt = 0xDD;

        private readonly HashSet<byte[]> _rented = new HashSet<byte[]>();
        private readonly HashSet<byte[]> _shared = new HashSet<byte[]>();

        /// <summary>Buffers that somebody holds.</summary>
        internal int Outstanding => _rented.Count;

        /// <summary>What was done wrong first, or null.</summary>
        internal string Fault { get; private set; }

        /// <summary>After so many allocations one fails; none when negative.</summary>
        internal int FailAfter { get; set; } = -1;

        /// <summary>How many allocations have failed.</summary>
        internal int Failures { get; private set; }

        /// <summary>While a broadcast is made: those who have to wait share its frame, which goes to the garbage collector.</summary>
        internal bool IsSharing { get; set; }

        internal override byte[] Rent(int size)
        {
            if (FailAfter >= 0 && FailAfter-- == 0)
            {
                Failures++;
                throw new OutOfMemoryException();
            }

            byte[] buffer = base.Rent(size);
            Require(buffer.Length >= size, "the pool gave too small a buffer");
            Require((IsSharing ? _shared : _rented).Add(buffer), "the pool gave one buffer to two");
            Array.Fill(buffer, Fresh);
            return buffer;
        }

        internal override void Return(byte[] buffer)
        {
            bool isKnown = _rented.Remove(buffer) || _shared.Remove(buffer);
            Require(isKnown, "a buffer was returned that nobody had rented");
            if (isKnown)
            {
                Array.Fill(buffer, Spoilt);
                base.Return(buffer);
            }
        }

        private void Require(bool holds, string fault) => Fault ??= holds ? null : fault;
    }
}
