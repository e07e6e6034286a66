using System;
using System.Globalization;
using System.IO;
using EdgeWs.Soak.Load;
using EdgeWs.Soak.Measuring;

namespace EdgeWs.Soak
{
    /// <summary>Warms up, takes the measure of the process at rest, loads it, lets it come to rest again, and compares.</summary>
    internal sealed class SoakRun
    {
        /// <summary>Managed bytes that may be more at the end: what the platform itself caches differs from time to time.</summary>
        private const long MemoryTolerance = 512 * 1024;

        private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(8);

        private readonly SoakOptions _options;
        private readonly Findings _findings = new Findings();
        private readonly Traffic _traffic = new Traffic();
        private readonly Fairness _fairness = new Fairness();

        internal SoakRun(SoakOptions options)
        {
            _options = options;
        }

        /// <returns>The exit code.</returns>
        internal int Run()
        {
            var serverLoop = new PollThread("server loop", _findings);
            var clientLoop = new PollThread("client loop", _findings);
            var conversations = new Conversations(_findings, _traffic);
            var voyages = new Voyages(_findings);
            var server = new SoakServer(serverLoop, _options, conversations, voyages, _traffic, _findings);
            var streams = new StreamServer(serverLoop, _options, _traffic, _findings);
            Churn CreateChurn() => new Churn(_options, server, streams.Url, clientLoop, conversations, voyages, _traffic, _findings);

            Console.WriteLine($"{_options.Minutes.ToString(CultureInfo.InvariantCulture)} minutes, {_options.Channels} channels, {_options.Reconnects} reconnects a second, seed {_options.Seed}; warming up");
            LoadOnce(CreateChurn(), s_warmUp, () => { });
            _fairness.Measure(server, serverLoop, clientLoop, _findings);
            Console.WriteLine($"fairness          {_fairness}");
            Footprint before = Footprint.TakeAtRest(true);

            var meter = new Meter(_traffic, server, serverLoop);
            double interval = Math.Clamp(_options.Minutes * 60 / 60, 2, 10);
            LoadOnce(CreateChurn(), TimeSpan.FromMinutes(_options.Minutes), () => meter.TakeEvery(interval));
            Footprint after = Footprint.TakeAtRest(false);

            server.Stop();
            streams.Stop();
            serverLoop.Stop();
            clientLoop.Stop();
            Compare(before, after);
            Report(meter, before, after);
            return _findings.Count == 0 ? 0 : 1;
        }

        private static void LoadOnce(Churn churn, TimeSpan time, Action onSecond)
        {
            churn.Run(time, onSecond);
            churn.Drain();
        }

        private void Compare(Footprint before, Footprint after)
        {
            if (after.Managed > before.Managed + MemoryTolerance)
            {
                _findings.Add($"managed memory grew from {before.Managed} to {after.Managed} bytes");
            }

            if (after.Sockets > before.Sockets + Footprint.SocketTolerance)
            {
                _findings.Add($"open sockets grew from {before.Sockets} to {after.Sockets}");
            }

            if (_traffic.Messages == 0 || _traffic.StreamedCount == 0 || _traffic.ReconnectedCount == 0)
            {
                _findings.Add("no message arrived, none in parts, or nobody connected again");
            }
        }

        private void Report(Meter meter, Footprint before, Footprint after)
        {
            Directory.CreateDirectory(_options.Out);
            string picture = Path.GetFullPath(Path.Combine(_options.Out, "soak.png"));
            string verdict = _findings.Count == 0 ? "PASSED: nothing was lost, nothing leaked" : $"FAILED: {_findings.Count} findings";
            Picture.Save(picture, $"{_options.Channels} channels, {_options.Reconnects} reconnects/s, {_options.Minutes.ToString(CultureInfo.InvariantCulture)} min: {verdict}", meter.Samples, before, after);
            meter.WriteTable(Path.Combine(_options.Out, "soak.csv"));

            Console.WriteLine();
            Console.WriteLine($"connections       {_traffic.OpenedCount} opened, {_traffic.ClosedCount} closed; {_traffic.DroppedCount} nuisances got rid of");
            Console.WriteLine($"messages          {_traffic.Messages} of {_traffic.Bytes / 1048576} MB, {_traffic.RefusedCount} refused");
            Console.WriteLine($"streamed          {_traffic.StreamedCount} of {_traffic.StreamedBytes / 1048576} MB");
            Console.WriteLine($"roaming clients   {_traffic.ReconnectedCount} losses; {_traffic.RoamerSentCount} messages sent, {_traffic.RoamerSentCount - _traffic.RoamerArrivedCount} lost with a connection");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answer in ms      p50 {meter.Latency(50):F2}  p99 {meter.Latency(99):F2}  p99.9 {meter.Latency(99.9):F2}  max {meter.Latency(100):F2}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"worst pass in ms  {meter.WorstPass:F2}"));
            Console.WriteLine($"fairness          {_fairness}");
            Console.WriteLine($"managed bytes     {before.Managed} before, {after.Managed} after (tolerance {MemoryTolerance})");
            Console.WriteLine($"open sockets      {before.Sockets} before, {after.Sockets} after (tolerance {Footprint.SocketTolerance})");
            Console.WriteLine($"picture           {picture}");
            foreach (string finding in _findings.First)
            {
                Console.WriteLine("finding: " + finding);
            }

            Console.WriteLine(verdict);
        }
    }
}
