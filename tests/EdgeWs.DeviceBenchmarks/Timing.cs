using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Measures how long code takes.</summary>
    internal static class Timing
    {
        // The clock shows milliseconds, and not each of them on every system.
        private const int LeastTime = 125;
        private const int MostOperations = 1 << 29;
        private const int Repeats = 3;
        private const long PicosecondsInMillisecond = 1000000000;

        /// <summary>Picoseconds for one operation.</summary>
        internal static long Measure(Benchmark benchmark)
        {
            // In powers of two from eight on: a benchmark may do several operations at a time.
            for (int count = 8; ; count <<= 1)
            {
                // The least of several, because what else the machine does only adds.
                long time = Milliseconds(benchmark, count);
                for (int i = 1; i < Repeats && time >= LeastTime; i++)
                {
                    long again = Milliseconds(benchmark, count);
                    time = again < time ? again : time;
                }

                if (time >= LeastTime || count >= MostOperations)
                {
                    return time * PicosecondsInMillisecond / count;
                }
            }
        }

        private static long Milliseconds(Benchmark benchmark, int count)
        {
            long start = Environment.TickCount64;
            benchmark.Run(count);
            return Environment.TickCount64 - start;
        }
    }
}
