using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Spectre.Console;

namespace EdgeWs.Cli
{
    /// <summary>The bar of a load that runs.</summary>
    internal static class LoadProgress
    {
        private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(200);

        /// <summary>Shows a bar until the load is done. It is gone afterwards.</summary>
        internal static Task ShowAsync(IAnsiConsole console, Task load, TimeSpan time, IReadOnlyCollection<LoadClient> clients)
        {
            long start = Stopwatch.GetTimestamp();
            return console.Progress()
                .AutoClear(true)
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn())
                .StartAsync(async context =>
                {
                    ProgressTask bar = context.AddTask("starting", true, time.TotalSeconds);
                    while (!load.IsCompleted)
                    {
                        await Task.WhenAny(load, Task.Delay(s_refresh));
                        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                        double left = time.TotalSeconds - seconds;
                        long echoed = clients.Sum(client => client.Echoed);
                        bar.Value = seconds;
                        bar.Description = (left > 0 ? FormattableString.Invariant($"sending, {left:0} s left: ") : "waiting for the last echoes: ")
                            + FormattableString.Invariant($"{echoed:#,0} echoes, {echoed / Math.Min(seconds, time.TotalSeconds):#,0} /s");
                    }
                });
        }
    }
}
