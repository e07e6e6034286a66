using System;

namespace nanoFramework.Runtime.Native
{
    public static class GC
    {
        /// <summary>
        /// Collects and returns how many bytes are free, or the largest number that fits the device's return type.
        /// </summary>
        public static uint Run(bool compactHeap)
        {
            System.GC.Collect(System.GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: compactHeap);
            System.GC.WaitForPendingFinalizers();
            GCMemoryInfo memory = System.GC.GetGCMemoryInfo();
            long free = memory.TotalAvailableMemoryBytes - memory.HeapSizeBytes;
            return (uint)Math.Clamp(free, 0, uint.MaxValue);
        }

        public static void EnableGCMessages(bool enable)
        {
        }
    }
}
