using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using EdgeWs.Nano;
using SharpFuzz.Common;

namespace EdgeWs.Fuzz
{
    /// <summary>
    /// Which edges of the instrumented library a run took, and about how often: 65,536 counters, as AFL has them.
    /// </summary>
    internal sealed unsafe class Coverage
    {
        private const int Size = 65536;

        private readonly byte* _counters = (byte*)NativeMemory.AllocZeroed(Size);
        private readonly byte[] _seen = new byte[Size];

        internal Coverage()
        {
            Trace.SharedMem = _counters;
        }

        /// <summary>Whether the library was instrumented.</summary>
        internal static bool IsInstrumented =>
            typeof(FrameDecoder).Assembly.GetReferencedAssemblies().Any(name => name.Name == typeof(Trace).Assembly.GetName().Name);

        /// <summary>How many edges were taken so far.</summary>
        internal int Edges { get; private set; }

        internal void Begin()
        {
            new Span<byte>(_counters, Size).Clear();
            Trace.PrevLocation = 0;
        }

        /// <summary>Ends a run.</summary>
        /// <returns>Whether it took an edge that none before took, or took one more often.</returns>
        internal bool End()
        {
            bool isNew = false;
            foreach (int edge in Taken())
            {
                byte bucket = Bucket(_counters[edge]);
                if ((_seen[edge] & bucket) == 0)
                {
                    Edges += _seen[edge] == 0 ? 1 : 0;
                    _seen[edge] |= bucket;
                    isNew = true;
                }
            }

            return isNew;
        }

        /// <summary>All edges of the run, for comparing two runs.</summary>
        internal long Hash()
        {
            HashCode hash = default;
            foreach (int edge in Taken())
            {
                hash.Add(edge);
            }

            return hash.ToHashCode();
        }

        private List<int> Taken()
        {
            List<int> edges = new List<int>();
            Span<byte> counters = new Span<byte>(_counters, Size);
            int at = 0;
            int next;
            while ((next = counters.Slice(at).IndexOfAnyExcept((byte)0)) >= 0)
            {
                at += next;
                edges.Add(at++);
            }

            return edges;
        }

        /// <summary>1, 2, 3, 4–7, 8–15, 16–31, 32–127, more: one bit each.</summary>
        private static byte Bucket(byte count)
        {
            return count switch
            {
                < 4 => (byte)(1 << (count - 1)),
                < 8 => 8,
                < 16 => 16,
                < 32 => 32,
                < 128 => 64,
                _ => 128,
            };
        }
    }
}
