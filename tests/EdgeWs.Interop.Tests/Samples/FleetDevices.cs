using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The Fleet sample as a process with many devices, and which of them are connected to which broker.</summary>
    internal sealed class FleetDevices : IDisposable
    {
        private readonly int _count;
        private readonly Dictionary<string, string> _brokers = [];

        public FleetDevices(string[] urls, int count, int everyMs, params string[] options)
        {
            _count = count;
            Process = ChildProcess.StartProgram(
                "desktop/Fleet", ["--urls", string.Join(',', urls), "--devices", count.ToString(), "--every", everyMs.ToString(), .. options]);
        }

        public ChildProcess Process { get; }

        /// <summary>How many devices a broker has.</summary>
        public int CountAt(string url)
        {
            return _brokers.Values.Count(broker => broker == url);
        }

        /// <summary>Waits until all are connected, and none to a broker that is not there.</summary>
        /// <returns>How long each took that was not.</returns>
        public IReadOnlyCollection<TimeSpan> AwaitConnected(string lost = null)
        {
            var waited = Stopwatch.StartNew();
            var back = new Dictionary<string, TimeSpan>();
            while (_brokers.Count < _count || CountAt(lost) > 0)
            {
                Match line = Process.ExpectLine("^(device-[0-9]+) (connected to|without) ([^ ]+?)(:? .*)?$", Patience.Cluster);
                string device = line.Groups[1].Value;
                if (line.Groups[2].Value == "without")
                {
                    _brokers.Remove(device);
                }
                else
                {
                    _brokers[device] = line.Groups[3].Value;
                    back[device] = waited.Elapsed;
                }

                Assert.IsLessThan(Patience.Cluster, waited.Elapsed, "devices without a broker: " + (_count - _brokers.Count));
            }

            return back.Values;
        }

        public void Dispose()
        {
            Process.Dispose();
        }
    }
}
