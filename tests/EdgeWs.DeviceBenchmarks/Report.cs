using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Measures, and prints a line a benchmark: its time against a baseline of the same run, and what it takes of the heap.</summary>
    internal sealed class Report
    {
        /// <summary>The first baseline, with which the others are compared: one turn of an empty loop.</summary>
        internal const string Empty = "empty";

        private const int MaxBaselines = 20;
        private const long PicosecondsInSecond = 1000000000000;

        private readonly string[] _baselines = new string[MaxBaselines];
        private readonly long[] _times = new long[MaxBaselines];
        private int _count;

        internal Report()
        {
            Keep(Empty, Timing.Measure(new EmptyLoop()));
        }

        /// <summary>Measures and prints what others are compared with.</summary>
        internal void Baseline(string name, Benchmark benchmark) => Keep(name, Compare(name, benchmark, Empty));

        /// <summary>Measures and prints.</summary>
        /// <returns>The picoseconds of an operation.</returns>
        internal long Compare(string name, Benchmark benchmark, string baseline)
        {
            long time = Timing.Measure(benchmark);

            // A second of operations: many enough to see a few bytes, and no hours on a slow board.
            long count = PicosecondsInSecond / time;
            Print(name, time, baseline, HeapGauge.Garbage(benchmark, count < 200 ? 200 : count > 1000 ? 1000 : (int)count & ~7));
            return time;
        }

        /// <summary>Prints what was measured, the time in picoseconds.</summary>
        internal void Print(string name, long time, string baseline, long bytes)
        {
            long hundredths = time * 100 / _times[Array.IndexOf(_baselines, baseline)];
            string ratio = (hundredths / 100).ToString() + "." + (100 + hundredths % 100).ToString().Substring(1);
            Console.WriteLine(name + " time=" + ratio + " of=" + baseline + " bytes=" + bytes.ToString());
        }

        private void Keep(string baseline, long time)
        {
            _baselines[_count] = baseline;
            _times[_count++] = time;
        }
    }
}
