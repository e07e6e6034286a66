using System.Diagnostics;
using System.Threading;
using HdrHistogram;

namespace EdgeWs.Soak.Load
{
    /// <summary>Counts and times of all connections together. Any thread may add.</summary>
    internal sealed class Traffic
    {
        // In microseconds, up to a minute.
        private readonly Recorder _latency = HistogramFactory.With64BitBucketSize()
            .WithValuesFrom(1).WithValuesUpTo(60_000_000).WithPrecisionOf(3).WithThreadSafeWrites().WithThreadSafeReads().Create();

        private long _messages;
        private long _bytes;
        private long _opened;
        private long _closed;
        private long _refused;
        private long _dropped;

        internal long Messages => Interlocked.Read(ref _messages);

        internal long Bytes => Interlocked.Read(ref _bytes);

        internal long OpenedCount => Interlocked.Read(ref _opened);

        internal long ClosedCount => Interlocked.Read(ref _closed);

        /// <summary>Messages that Send did not take.</summary>
        internal long RefusedCount => Interlocked.Read(ref _refused);

        /// <summary>Peers that were dropped because they took nothing or said nothing.</summary>
        internal long DroppedCount => Interlocked.Read(ref _dropped);

        /// <summary>The times since the last call.</summary>
        internal HistogramBase TakeLatency()
        {
            return _latency.GetIntervalHistogram();
        }

        internal void Arrived(int bytes)
        {
            Interlocked.Increment(ref _messages);
            Interlocked.Add(ref _bytes, bytes);
        }

        /// <summary>An answer came to what was sent at this time.</summary>
        internal void Answered(long sentAt)
        {
            long microseconds = (long)Stopwatch.GetElapsedTime(sentAt).TotalMicroseconds;
            _latency.RecordValue(microseconds < 1 ? 1 : microseconds > 60_000_000 ? 60_000_000 : microseconds);
        }

        internal void Opened()
        {
            Interlocked.Increment(ref _opened);
        }

        internal void Closed()
        {
            Interlocked.Increment(ref _closed);
        }

        internal void Refused()
        {
            Interlocked.Increment(ref _refused);
        }

        internal void Dropped()
        {
            Interlocked.Increment(ref _dropped);
        }
    }
}
