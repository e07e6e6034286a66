using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Measures, and prints a line a benchmark.</summary>
    internal sealed class Report
    {
        private const long PicosecondsInSecond = 1000000000000;

        private readonly long _empty;

        internal Report()
        {
            _empty = Timing.Measure(new EmptyLoop());
        }

        /// <summary>Measures and prints what others are compared with.</summary>
        /// <returns>The picoseconds of an operation.</returns>
        internal long Baseline(string name, Benchmark benchmark)
        {
            long time = Timing.Measure(benchmark);
            Print(name, time, time, Garbage(benchmark, time));
            return time;
        }

        /// <summary>Measures and prints.</summary>
        /// <param name="name">What it is called.</param>
        /// <param name="benchmark">What is measured.</param>
        /// <param name="baseline">The picoseconds of what it is compared with.</param>
        /// <returns>The picoseconds of an operation.</returns>
        internal long Compare(string name, Benchmark benchmark, long baseline)
        {
            long time = Timing.Measure(benchmark);
            Print(name, time, baseline, Garbage(benchmark, time));
            return time;
        }

        /// <param name="name">What it is called.</param>
        /// <param name="time">Its picoseconds.</param>
        /// <param name="baseline">Those of what it is compared with.</param>
        /// <param name="bytes">What it takes of the heap.</param>
        internal void Print(string name, long time, long baseline, long bytes)
        {
            Console.WriteLine(
                name + " ratio=" + Ratio(time, baseline) + " bytes=" + bytes.ToString() + " empty=" + Ratio(time, _empty));
        }

        private static long Garbage(Benchmark benchmark, long time)
        {
            // A second of operations: many enough to see a few bytes, and no hours on a slow board.
            long count = PicosecondsInSecond / time;
            return HeapGauge.Garbage(benchmark, count < 200 ? 200 : count > 1000 ? 1000 : (int)count & ~7);
        }

        /// <summary>With two decimals.</summary>
        private static string Ratio(long time, long unit)
        {
            long hundredths = time * 100 / unit;
            return (hundredths / 100).ToString() + "." + (100 + hundredths % 100).ToString().Substring(1);
        }
    }
}
