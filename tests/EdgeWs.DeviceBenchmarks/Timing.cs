using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Measures how long code takes.</summary>
    internal static class Timing
    {
        // The clock shows milliseconds, and not each of them on every system.
        private const int LeastTime = 250;
        private const int MostOperations = 1 << 29;
        private const long PicosecondsInMillisecond = 1000000000;

        /// <summary>Picoseconds for one operation.</summary>
        internal static long Measure(Benchmark benchmark)
        {
            // In powers of two: a benchmark may do several operations at a time.
            for (int count = 8; ; count <<= 1)
            {
                long start = Environment.TickCount64;
                benchmark.Run(count);
                long time = Environment.TickCount64 - start;
                if (time >= LeastTime || count >= MostOperations)
                {
                    return time * PicosecondsInMillisecond / count;
                }
            }
        }
    }
}
