using System;
using System.Linq;
using EdgeWs.Soak.Load;

namespace EdgeWs.Soak
{
    /// <summary>Warms up, takes the measure of the process at rest, loads it, lets it come to rest again, and compares.</summary>
    internal sealed class SoakRun
    {
        /// <summary>Managed bytes that may be more at the end: what the platform itself caches differs from time to time.</summary>
        private const long MemoryTolerance = 512 * 1024;

        private const int PrintedFindings = 20;

        private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(8);
        private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

        private readonly Bench _bench;
        private readonly SoakServer[] _servers;
        private readonly Fairness _fairness;
        private TimeSpan _nextLine;

        internal SoakRun(SoakOptions options)
        {
            _bench = new Bench(options);
            _servers = [new SoakServer(_bench, false).Start(), new SoakServer(_bench, true).Start()];
            _fairness = new Fairness(_bench);
        }

        private Tally Tally => _bench.Tally;

        /// <returns>The exit code.</returns>
        internal int Run()
        {
            SoakOptions options = _bench.Options;
            Print($"{options.Minutes} minutes, {options.Channels} channels, {options.Reconnects} reconnects a second, seed {options.Seed}; warming up");
            Load(s_warmUp, time => { });
            _fairness.Measure();
            Footprint before = Footprint.TakeAtRest(true);

            Print($"   time  managed KB  sockets  channels  messages");
            Load(TimeSpan.FromMinutes(options.Minutes), PrintLine);
            Footprint after = Footprint.TakeAtRest(false);

            Array.ForEach(_servers, server => server.Stop());
            _bench.ServerLoop.Stop();
            _bench.ClientLoop.Stop();
            Compare(before, after);
            return Report(before, after);
        }

        private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

        private void Load(TimeSpan time, Action<TimeSpan> onSecond)
        {
            var churn = new Churn(_bench, _servers);
            churn.Run(time, onSecond);
            churn.Drain();
        }

        private void PrintLine(TimeSpan time)
        {
            if (time >= _nextLine)
            {
                _nextLine += s_interval;
                Footprint now = Footprint.Take();
                Print($"{time.TotalSeconds,6:F0}s {now.Managed / 1024,11} {now.Sockets,8} {_servers.Sum(server => server.ChannelCount),9} {Tally.Messages,9}");
            }
        }

        private void Compare(Footprint before, Footprint after)
        {
            if (after.Managed > before.Managed + MemoryTolerance)
            {
                _bench.Findings.Enqueue($"managed memory grew from {before.Managed} to {after.Managed} bytes");
            }

            if (after.Sockets > before.Sockets + Footprint.SocketTolerance)
            {
                _bench.Findings.Enqueue($"open sockets grew from {before.Sockets} to {after.Sockets}");
            }

            if (Tally.Messages == 0 || Tally.InParts == 0 || Tally.Losses == 0)
            {
                _bench.Findings.Enqueue("no message arrived, none in parts, or nobody connected again");
            }
        }

        private int Report(Footprint before, Footprint after)
        {
            Print($"\nconnections    {Tally.Opened} opened, {Tally.Nuisances} nuisances got rid of");
            Print($"messages       {Tally.Messages} arrived, {Tally.InParts} in parts, {Tally.Bytes / 1048576} MB; {Tally.Refused} refused");
            Print($"reconnecting   {Tally.Losses} connections or attempts lost, {Tally.LostMessages} messages with them");
            Print($"fairness       {_fairness}");
            Print($"managed bytes  {before.Managed} before, {after.Managed} after (tolerance {MemoryTolerance})");
            Print($"open sockets   {before.Sockets} before, {after.Sockets} after (tolerance {Footprint.SocketTolerance})");
            foreach (string finding in _bench.Findings.Take(PrintedFindings))
            {
                Print($"finding: {finding}");
            }

            (int code, string verdict) = !_bench.Findings.IsEmpty ? (1, $"FAILED: {_bench.Findings.Count} findings")
                : _fairness.NoFlood != null ? (2, "NOT JUDGED: nothing was lost, nothing leaked, but there was no flood to judge fairness by: " + _fairness.NoFlood)
                : (0, "PASSED: nothing was lost, nothing leaked, and a flooder did not take the others' share");
            Print($"{verdict}");
            return code;
        }
    }
}
