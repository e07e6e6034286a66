using System;
using System.Globalization;
using HdrHistogram;
using Spectre.Console;

namespace EdgeWs.Cli
{
    /// <summary>Round-trip times with their percentiles, to three digits.</summary>
    internal sealed class RoundTrips
    {
        private const double TicksPerMillisecond = TimeSpan.TicksPerMillisecond;

        private readonly LongHistogram _ticks = new LongHistogram(TimeSpan.TicksPerDay, 3);
        private long _least = long.MaxValue;
        private long _most;
        private double _sum;

        internal long Count => _ticks.TotalCount;

        internal void Add(TimeSpan time)
        {
            long ticks = Math.Min(time.Ticks, TimeSpan.TicksPerDay);
            _ticks.RecordValue(ticks);
            _least = Math.Min(_least, ticks);
            _most = Math.Max(_most, ticks);
            _sum += ticks;
        }

        internal void Add(RoundTrips others)
        {
            _ticks.Add(others._ticks);
            _least = Math.Min(_least, others._least);
            _most = Math.Max(_most, others._most);
            _sum += others._sum;
        }

        /// <summary>For JSON, in milliseconds; null when there is none.</summary>
        internal object ToJson()
        {
            return Count == 0 ? null : new
            {
                min = _least / TicksPerMillisecond,
                avg = Math.Round(_sum / Count / TicksPerMillisecond, 4),
                p50 = At(50),
                p90 = At(90),
                p99 = At(99),
                p999 = At(99.9),
                max = _most / TicksPerMillisecond,
            };
        }

        /// <summary>Writes them as a row with a heading; nothing when there is none.</summary>
        internal void Write(Screen screen)
        {
            if (Count == 0)
            {
                return;
            }

            screen.WriteLine((
                "round trip, ms" + Cell("min") + Cell("avg") + Cell("p50") + Cell("p90") + Cell("p99") + Cell("p99.9") + Cell("max"), Screen.Dim));
            screen.WriteLine((
                string.Empty.PadLeft(14)
                    + Cell(_least / TicksPerMillisecond) + Cell(_sum / Count / TicksPerMillisecond)
                    + Cell(At(50)) + Cell(At(90)) + Cell(At(99)) + Cell(At(99.9)) + Cell(_most / TicksPerMillisecond),
                Style.Plain));
        }

        /// <summary>A time of milliseconds, with as many decimals as it deserves.</summary>
        internal static string Format(double milliseconds)
        {
            string format = milliseconds < 10 ? "0.000" : milliseconds < 1000 ? "0.0" : "0";
            return milliseconds.ToString(format, CultureInfo.InvariantCulture);
        }

        /// <summary>Null when so few were added that it would be the largest of them.</summary>
        private double? At(double percentile)
        {
            // The histogram's own value may be up to 0.1 % above the largest that was added.
            return Count * (100 - percentile) < 99.9 ? null : Math.Clamp(_ticks.GetValueAtPercentile(percentile), _least, _most) / TicksPerMillisecond;
        }

        private static string Cell(double? milliseconds)
        {
            return Cell(milliseconds == null ? "-" : Format(milliseconds.Value));
        }

        private static string Cell(string text)
        {
            return text.PadLeft(9);
        }
    }
}
