using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Measures what code takes of the managed heap of a device.</summary>
    internal static class HeapGauge
    {
        // What a piece takes of the heap: an array has a header of 20 bytes.
        private const int Piece = 128;
        private const int PieceLength = Piece - 20;

        // After a collection the stack frames of the interpreter come from the heap again.
        private const int WarmUp = 8;

        /// <summary>Bytes free after a collection.</summary>
        internal static long Free() => nanoFramework.Runtime.Native.GC.Run(true);

        /// <summary>Bytes allocated for each of a number of operations; fewer of them when they alone cause a collection.</summary>
        /// <remarks>
        /// The device does not tell how much was allocated. It collects when an allocation fails, so how much can be allocated
        /// until then is less by what the operations have taken.
        /// </remarks>
        internal static long Garbage(Benchmark benchmark, int count)
        {
            int room = PiecesToCollection(benchmark, 0);
            int left;
            while ((left = PiecesToCollection(benchmark, count)) == 0 && count > 1)
            {
                count >>= 1;
            }

            return (long)(room - left) * Piece / count;
        }

        private static int PiecesToCollection(Benchmark benchmark, int count)
        {
            Free();
            benchmark.Run(WarmUp);
            WeakReference canary = new WeakReference(new object());
            benchmark.Run(count);
            int pieces = 0;
            for (byte[] piece = null; canary.IsAlive; pieces++)
            {
                piece = new byte[PieceLength];
            }

            return pieces;
        }
    }
}
