using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace EdgeWs.Cli
{
    /// <summary>Pings in a row, and their summary.</summary>
    internal sealed class PingRun
    {
        private readonly PingSession _session;
        private readonly Screen _screen;
        private readonly bool _isJson;
        private readonly RoundTrips _times = new RoundTrips();
        private int _sent;

        internal PingRun(PingSession session, Screen screen, bool isJson)
        {
            _session = session;
            _screen = screen;
            _isJson = isJson;
        }

        private long Lost => _sent - _times.Count;

        /// <summary>Returns the exit code.</summary>
        internal async Task<int> RunAsync(int count, TimeSpan interval, CancellationToken cancellation)
        {
            TaskCompletionSource interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration onInterrupt = cancellation.Register(interrupted.SetResult);

            // The first takes longer, because the tool itself is only being compiled then: it does not count.
            await Task.WhenAny(_session.PingAsync(), interrupted.Task);
            while (_sent < count && !cancellation.IsCancellationRequested && _session.End == null)
            {
                long start = Stopwatch.GetTimestamp();
                Task<TimeSpan?> ping = _session.PingAsync();
                await Task.WhenAny(ping, interrupted.Task);
                if (!ping.IsCompleted)
                {
                    break;
                }

                _sent++;
                WritePong(await ping);
                TimeSpan rest = interval - Stopwatch.GetElapsedTime(start);
                if (_sent < count && rest > TimeSpan.Zero)
                {
                    await Task.WhenAny(Task.Delay(rest, cancellation), interrupted.Task, _session.Ended);
                }
            }

            bool isEarly = _session.End != null;
            if (!isEarly)
            {
                await _session.CloseAsync();
            }

            WriteSummary();
            return isEarly || _session.End.ExitCode != ExitCode.Done ? ExitCode.Ended
                : Lost > 0 ? ExitCode.Missing
                : ExitCode.Done;
        }

        private void WritePong(TimeSpan? time)
        {
            if (time != null)
            {
                _times.Add(time.Value);
            }

            if (_isJson)
            {
                _screen.WriteJson(new { type = time == null ? "lost" : "pong", number = _sent, ms = time?.TotalMilliseconds });
            }
            else
            {
                string number = _sent.ToString(CultureInfo.InvariantCulture).PadLeft(4) + "  ";
                _screen.WriteLine(
                    (number, Screen.Dim),
                    time == null ? ("no pong", Screen.Bad) : (RoundTrips.Format(time.Value.TotalMilliseconds).PadLeft(8) + " ms", Style.Plain));
            }
        }

        private void WriteSummary()
        {
            if (_isJson)
            {
                _screen.WriteJson(new
                {
                    type = "summary",
                    sent = _sent,
                    pongs = _times.Count,
                    lost = Lost,
                    roundTripMs = _times.ToJson(),
                    closeCode = _session.End.Code,
                });
                return;
            }

            _screen.WriteLine();
            _screen.WriteLine(
                ($"{_sent} pings, {_times.Count} pongs, ", Style.Plain), ($"{Lost} lost", Lost > 0 ? Screen.Bad : Screen.Good));
            _times.Write(_screen);
            _screen.WriteEnd(_session.End);
        }
    }
}
