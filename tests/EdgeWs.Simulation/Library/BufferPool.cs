using System;
using System.Collections.Generic;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The library's pool with a keeper of its books: what is rented must come back, once. Returned bytes are spoilt, so that
    /// whoever still reads them is found; an allocation fails where the script says so.
    /// </summary>
    internal sealed class BufferPool
    {
        private const byte Fresh = 0xA5;
        private const byte Spoilt = 0xDD;

        private readonly RealBufferPool _real;
        private readonly HashSet<byte[]> _rented = new HashSet<byte[]>();
        private readonly HashSet<byte[]> _shared = new HashSet<byte[]>();

        internal BufferPool(int limit)
        {
            _real = new RealBufferPool(limit);
        }

        internal int KeptBytes => _real.KeptBytes;

        /// <summary>Bytes that wait to be sent, as the library counts them.</summary>
        internal int Waiting
        {
            get => _real.Waiting;
            set => _real.Waiting = value;
        }

        /// <summary>Buffers that somebody holds.</summary>
        internal int Outstanding => _rented.Count;

        /// <summary>What was done wrong first, or null.</summary>
        internal string Fault { get; private set; }

        /// <summary>After so many allocations one fails; none when negative.</summary>
        internal int FailAfter { get; set; } = -1;

        /// <summary>How many allocations have failed.</summary>
        internal int Failures { get; private set; }

        /// <summary>
        /// While a broadcast is made. Connections that have to wait share its frame, and none of them knows when the last is done
        /// with it: it goes to the garbage collector.
        /// </summary>
        internal bool IsSharing { get; set; }

        internal byte[] Rent(int size)
        {
            if (FailAfter >= 0 && FailAfter-- == 0)
            {
                Failures++;
                throw new OutOfMemoryException();
            }

            byte[] buffer = _real.Rent(size);
            if (buffer.Length < size)
            {
                Fault ??= "the pool gave too small a buffer";
            }

            if (!(IsSharing ? _shared : _rented).Add(buffer))
            {
                Fault ??= "the pool gave one buffer to two";
            }

            Array.Fill(buffer, Fresh);
            return buffer;
        }

        internal void Return(byte[] buffer)
        {
            if (!_rented.Remove(buffer) && !_shared.Remove(buffer))
            {
                Fault ??= "a buffer was returned that nobody had rented";
                return;
            }

            Array.Fill(buffer, Spoilt);
            _real.Return(buffer);
        }
    }
}
