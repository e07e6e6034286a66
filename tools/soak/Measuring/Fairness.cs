using System;
using System.Globalization;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeWs.Soak.Load;

namespace EdgeWs.Soak.Measuring
{
    /// <summary>How much worse polite clients are served while another floods the server with tiny messages.</summary>
    internal sealed class Fairness
    {
        /// <summary>What must be left to them.</summary>
        private const double LeastRatio = 0.9;

        private static readonly TimeSpan s_time = TimeSpan.FromSeconds(5);

        private double _alone;
        private double _flooded;
        private double _worstPass;
        private double _flood;

        internal void Measure(SoakServer server, PollThread serverLoop, PollThread clientLoop, Findings findings)
        {
            var clients = new PoliteClients(clientLoop, server.Url);
            _alone = clients.Measure(s_time);

            var flooder = new Flooder();
            using (var end = new CancellationTokenSource())
            {
                Task flood = Task.Run(() => flooder.Run(new IPEndPoint(IPAddress.Loopback, server.Port), end.Token));
                Thread.Sleep(500);
                serverLoop.TakeLongestPass();
                long before = flooder.Sent;
                _flooded = clients.Measure(s_time);
                _flood = (flooder.Sent - before) / s_time.TotalSeconds;
                _worstPass = serverLoop.TakeLongestPass().TotalMilliseconds;
                end.Cancel();
                flood.Wait();
            }

            clients.Close();
            if (_flooded < LeastRatio * _alone || _flood == 0)
            {
                findings.Add("a flooder took the polite clients' share: " + this);
            }
        }

        public override string ToString()
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * _alone:F1} % in time alone, {100 * _flooded:F1} % beside a flooder of {_flood:F0} messages/s: ratio {100 * _flooded / _alone:F1} %; worst pass {_worstPass:F2} ms");
        }
    }
}
