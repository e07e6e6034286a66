using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace EdgeWs.Cli
{
    /// <summary>What all clients of a load saw.</summary>
    internal sealed class LoadSummary
    {
        private readonly RoundTrips _times = new RoundTrips();
        private readonly LoadPlan _plan;
        private readonly int _asked;
        private readonly int _connected;
        private readonly long _sent;
        private readonly long _echoed;
        private readonly long _lost;
        private readonly long _corrupt;
        private readonly long _others;
        private readonly double _seconds;
        private readonly double _askedSeconds;
        private readonly bool _isInterrupted;
        private readonly SessionEnd _badEnd;

        /// <param name="plan">What they did.</param>
        /// <param name="asked">How many there were to be.</param>
        /// <param name="clients">Those that connected.</param>
        /// <param name="time">How long they sent.</param>
        /// <param name="askedTime">How long they were to.</param>
        /// <param name="isInterrupted">Whether it was Ctrl+C that ended it.</param>
        internal LoadSummary(LoadPlan plan, int asked, IReadOnlyCollection<LoadClient> clients, TimeSpan time, TimeSpan askedTime, bool isInterrupted)
        {
            _plan = plan;
            _asked = asked;
            _connected = clients.Count;
            _sent = clients.Sum(client => client.Sent);
            _echoed = clients.Sum(client => client.Echoed);
            _lost = clients.Sum(client => client.Lost);
            _corrupt = clients.Sum(client => client.Corrupt);
            _others = clients.Sum(client => client.Others);
            _seconds = time.TotalSeconds;
            _askedSeconds = askedTime.TotalSeconds;
            _isInterrupted = isInterrupted;
            _badEnd = clients.Select(client => client.End).FirstOrDefault(end => end.How != EndKind.ClosedByUs);
            foreach (LoadClient client in clients)
            {
                _times.Add(client.Times);
            }
        }

        /// <summary>Done only when all clients connected, all echoes came back intact, and all connections were closed by us.</summary>
        internal int ExitCode =>
            _isInterrupted ? Cli.ExitCode.Interrupted
            : _lost > 0 || _corrupt > 0 || _echoed == 0 || _connected < _asked ? Cli.ExitCode.Missing
            : _badEnd != null ? Cli.ExitCode.Ended
            : Cli.ExitCode.Done;

        private double MessagesPerSecond => Math.Round(_echoed / _seconds, 1);

        private long BytesPerSecond => (long)(_echoed * (double)_plan.Size / _seconds);

        internal void WriteJson(Screen screen)
        {
            screen.WriteJson(new
            {
                type = "load",
                clients = _asked,
                connected = _connected,
                size = _plan.Size,
                seconds = Math.Round(_seconds, 3),
                sent = _sent,
                echoed = _echoed,
                lost = _lost,
                corrupt = _corrupt,
                others = _others,
                messagesPerSecond = MessagesPerSecond,
                bytesPerSecond = BytesPerSecond,
                roundTripMs = _times.ToJson(),
                interrupted = _isInterrupted,
                end = _badEnd?.Describe(),
            });
        }

        internal void Write(Screen screen)
        {
            WriteRow(screen, "clients", _connected, _connected < _asked ? $" of {_asked}" : string.Empty, _connected < _asked);
            WriteRow(screen, "size", _plan.Size, "   bytes", false);
            WriteRow(
                screen,
                "seconds",
                Math.Round(_seconds, 3),
                _isInterrupted ? FormattableString.Invariant($" of {_askedSeconds:#,0.###}: interrupted") : string.Empty,
                _isInterrupted);
            WriteRow(screen, "sent", _sent, string.Empty, false);
            WriteRow(screen, "echoed", _echoed, FormattableString.Invariant($"   {MessagesPerSecond:#,0.#} /s, {Printable.Size(BytesPerSecond)}/s each way"), _echoed == 0);
            WriteRow(screen, "lost", _lost, string.Empty, _lost > 0);
            WriteRow(screen, "corrupt", _corrupt, string.Empty, _corrupt > 0);
            WriteRow(screen, "others", _others, _others > 0 ? "   messages that are not echoes" : string.Empty, false);
            if (_times.Count > 0)
            {
                screen.WriteLine();
                _times.Write(screen);
            }

            if (_badEnd != null)
            {
                screen.WriteEnd(_badEnd);
            }
        }

        private static void WriteRow(Screen screen, string name, double value, string rest, bool isBad)
        {
            string number = value.ToString("#,0.###", CultureInfo.InvariantCulture).PadLeft(14);
            screen.WriteLine((name.PadRight(9), Screen.Dim), (number, isBad ? Screen.Bad : Style.Plain), (rest, Screen.Dim));
        }
    }
}
