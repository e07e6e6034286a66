using System;
using System.Collections.Generic;
using System.Linq;
using ScottPlot;

namespace EdgeWs.Soak.Measuring
{
    /// <summary>Memory, sockets, load and latency over time, one below the other.</summary>
    internal static class Picture
    {
        private const int Width = 1100;
        private const int Height = 1500;

        internal static void Save(string path, string title, IReadOnlyList<Sample> samples, Footprint before, Footprint after)
        {
            var picture = new Multiplot();
            picture.AddPlots(5);
            double[] times = samples.Select(sample => sample.Seconds).ToArray();

            Plot managed = picture.GetPlot(0);
            managed.Title(title);
            managed.YLabel("managed memory, KB");
            Line(managed, times, samples, s => s.Footprint.Managed / 1024.0, "alive after a collection", Colors.Blue);
            Level(managed, before.Managed / 1024.0, "at rest before", Colors.Orange);
            Level(managed, after.Managed / 1024.0, "at rest after", Colors.Green);

            Plot memory = picture.GetPlot(1);
            memory.YLabel("memory, MB");
            Line(memory, times, samples, s => s.Footprint.WorkingSet / 1048576.0, "working set of the process", Colors.Blue);

            Plot sockets = picture.GetPlot(2);
            sockets.YLabel("open");
            Line(sockets, times, samples, s => s.Footprint.Sockets, "sockets of the process, both ends", Colors.Blue);
            Line(sockets, times, samples, s => s.Channels, "channels of the server", Colors.Purple);
            Level(sockets, before.Sockets, "sockets at rest before", Colors.Orange);
            Level(sockets, after.Sockets, "sockets at rest after", Colors.Green);

            Plot load = picture.GetPlot(3);
            load.YLabel("messages a second");
            Line(load, times, samples, s => s.MessagesPerSecond, "arrived, both ends", Colors.Blue);

            Plot latency = picture.GetPlot(4);
            latency.YLabel("milliseconds (log)");
            latency.XLabel("seconds");
            Line(latency, times, samples, s => Log(s.Median), "answer, p50", Colors.Green);
            Line(latency, times, samples, s => Log(s.P99), "answer, p99", Colors.Orange);
            Line(latency, times, samples, s => Log(s.Longest), "answer, slowest", Colors.Red);
            Line(latency, times, samples, s => Log(s.WorstPass), "worst pass of the server's loop", Colors.Blue);
            var ticks = new ScottPlot.TickGenerators.NumericAutomatic
            {
                LabelFormatter = value => Math.Pow(10, value).ToString(value < 0 ? "0.##" : "0", System.Globalization.CultureInfo.InvariantCulture),
                IntegerTicksOnly = true,
            };
            latency.Axes.Left.TickGenerator = ticks;

            foreach (Plot plot in picture.GetPlots())
            {
                plot.Axes.AutoScale();
                AxisLimits limits = plot.Axes.GetLimits();
                double bottom = plot == latency ? limits.Bottom : 0;

                // Room for the legend above the lines, and the same left edge for all.
                plot.Axes.SetLimits(0, times.Length == 0 ? 1 : times[^1], bottom, limits.Top + 0.25 * (limits.Top - bottom));
                plot.Axes.Left.MinimumSize = 75;
                plot.Axes.Right.MinimumSize = 25;
                plot.ShowLegend(Alignment.UpperCenter, Orientation.Horizontal);
            }

            picture.SavePng(path, Width, Height);
        }

        private static void Line(Plot plot, double[] times, IReadOnlyList<Sample> samples, Func<Sample, double> value, string name, Color color)
        {
            var line = plot.Add.Scatter(times, samples.Select(value).ToArray());
            line.LegendText = name;
            line.Color = color;
            line.MarkerSize = 0;
            line.LineWidth = 2;
        }

        private static void Level(Plot plot, double value, string name, Color color)
        {
            var level = plot.Add.HorizontalLine(value);
            level.LegendText = name;
            level.Color = color;
            level.LinePattern = LinePattern.Dashed;
        }

        private static double Log(double milliseconds)
        {
            return Math.Log10(Math.Max(milliseconds, 0.001));
        }
    }
}
