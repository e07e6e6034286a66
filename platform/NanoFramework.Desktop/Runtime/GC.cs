using System;

namespace nanoFramework.Runtime.Native
{
    public static class GC
    {
        /// <summary>
        /// Collects and returns how many bytes of what the heap has reserved are free: the likest that a PC, whose heap grows,
        /// has to a device's free heap.
        /// </summary>
        public static uint Run(bool compactHeap)
        {
            System.GC.Collect(System.GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: compactHeap);
            System.GC.WaitForPendingFinalizers();
            GCMemoryInfo memory = System.GC.GetGCMemoryInfo();
            long free = memory.TotalCommittedBytes - memory.HeapSizeBytes;
            return (uint)Math.Clamp(free, 0, uint.MaxValue);
        }
    }
}
