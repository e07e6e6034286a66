using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeWs.Soak.Load;
using HdrHistogram;

namespace EdgeWs.Soak.Measuring
{
    /// <summary>Takes samples, prints them as they come, and keeps them for the picture.</summary>
    internal sealed class Meter
    {
        private const string Columns = "   time  managed KB    set MB        sockets  channels  messages/s  p50 ms  p99 ms  p99.9 ms  max ms  worst pass ms";

        private readonly Traffic _traffic;
        private readonly SoakServer _server;
        private readonly PollThread _serverLoop;
        private readonly List<Sample> _samples = new List<Sample>();
        private readonly LongHistogram _latency = new LongHistogram(60_000_000, 3);
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private double _last;
        private long _lastMessages;

        internal Meter(Traffic traffic, SoakServer server, PollThread serverLoop)
        {
            _traffic = traffic;
            _server = server;
            _serverLoop = serverLoop;
            _lastMessages = traffic.Messages;
            traffic.TakeLatency();
            serverLoop.TakeLongestPass();
            Console.WriteLine(Columns);
        }

        internal IReadOnlyList<Sample> Samples => _samples;

        internal double WorstPass => _samples.Count == 0 ? 0 : _samples.Max(sample => sample.WorstPass);

        /// <summary>A sample when this many seconds have passed since the last.</summary>
        internal void TakeEvery(double seconds)
        {
            if (_watch.Elapsed.TotalSeconds - _last >= seconds)
            {
                Take();
            }
        }

        internal void WriteTable(string path)
        {
            string Line(Sample s) => FormattableString.Invariant(
                $"{s.Seconds:F1},{s.Footprint.Managed},{s.Footprint.WorkingSet},{s.Footprint.Sockets},{s.Channels},{s.MessagesPerSecond:F0},{s.Median:F2},{s.P99:F2},{s.P999:F2},{s.Longest:F2},{s.WorstPass:F2}");
            File.WriteAllLines(path, _samples.Select(Line).Prepend(
                "seconds,managed_bytes,working_set_bytes,sockets,channels,messages_per_second,p50_ms,p99_ms,p999_ms,max_ms,worst_pass_ms"));
        }

        /// <summary>The time of this share of all answers, in milliseconds.</summary>
        internal double Latency(double percentile)
        {
            return _latency.TotalCount == 0 ? 0 : _latency.GetValueAtPercentile(percentile) / 1000.0;
        }

        private void Take()
        {
            // Before the collection that measuring the memory takes.
            double worstPass = _serverLoop.TakeLongestPass().TotalMilliseconds;
            HistogramBase latency = _traffic.TakeLatency();
            _latency.Add(latency);
            double now = _watch.Elapsed.TotalSeconds;
            long messages = _traffic.Messages;
            double Percentile(double p) => latency.TotalCount == 0 ? 0 : latency.GetValueAtPercentile(p) / 1000.0;
            Sample sample = new Sample(
                now,
                Footprint.Take(),
                _server.ChannelCount,
                (messages - _lastMessages) / (now - _last),
                Percentile(50),
                Percentile(99),
                Percentile(99.9),
                Percentile(100),
                worstPass);
            _last = now;
            _lastMessages = messages;
            _samples.Add(sample);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{now,6:F0}s {sample.Footprint.Managed / 1024,11} {sample.Footprint.WorkingSet / 1048576,9} {sample.Footprint.Sockets,14} {sample.Channels,9} {sample.MessagesPerSecond,11:F0} {sample.Median,7:F2} {sample.P99,7:F2} {sample.P999,9:F2} {sample.Longest,7:F2} {worstPass,14:F2}"));

            // That collection is none of the server's.
            _serverLoop.TakeLongestPass();
        }
    }
}
