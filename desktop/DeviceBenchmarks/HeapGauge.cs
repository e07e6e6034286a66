using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Measures what code takes of the managed heap of desktop .NET, where objects are about twice as large as on a device.</summary>
    internal static class HeapGauge
    {
        /// <summary>The negative of the bytes in use after a collection: only the difference of two calls means something.</summary>
        internal static long Free()
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

            // Not GC.GetTotalMemory, which counts what a thread has reserved for its next objects.
            GCMemoryInfo memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            return memory.FragmentedBytes - memory.HeapSizeBytes;
        }

        /// <summary>Bytes allocated for each of a number of operations.</summary>
        internal static long Garbage(Benchmark benchmark, int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            benchmark.Run(count);
            return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }
    }
}
