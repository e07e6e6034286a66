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
        private long _reconnected;
        private long _roamerSent;
        private long _roamerArrived;
        private long _streamed;
        private long _streamedBytes;

        internal long Messages => Interlocked.Read(ref _messages);

        internal long Bytes => Interlocked.Read(ref _bytes);

        internal long OpenedCount => Interlocked.Read(ref _opened);

        internal long ClosedCount => Interlocked.Read(ref _closed);

        /// <summary>Messages that Send did not take.</summary>
        internal long RefusedCount => Interlocked.Read(ref _refused);

        /// <summary>Peers that were dropped because they took nothing or said nothing.</summary>
        internal long DroppedCount => Interlocked.Read(ref _dropped);

        /// <summary>How often clients that connect again have lost a connection or an attempt.</summary>
        internal long ReconnectedCount => Interlocked.Read(ref _reconnected);

        /// <summary>Messages that they have sent.</summary>
        internal long RoamerSentCount => Interlocked.Read(ref _roamerSent);

        /// <summary>Those of them that arrived.</summary>
        internal long RoamerArrivedCount => Interlocked.Read(ref _roamerArrived);

        /// <summary>Messages that arrived in parts.</summary>
        internal long StreamedCount => Interlocked.Read(ref _streamed);

        internal long StreamedBytes => Interlocked.Read(ref _streamedBytes);

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

        internal void Reconnected()
        {
            Interlocked.Increment(ref _reconnected);
        }

        internal void RoamerSent()
        {
            Interlocked.Increment(ref _roamerSent);
        }

        internal void RoamerArrived()
        {
            Interlocked.Increment(ref _roamerArrived);
        }

        internal void Streamed()
        {
            Interlocked.Increment(ref _streamed);
        }

        internal void StreamedPart(int bytes)
        {
            Interlocked.Add(ref _streamedBytes, bytes);
        }
    }
}
