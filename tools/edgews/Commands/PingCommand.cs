using System;
using System.CommandLine;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>Measures the time from a ping frame to its pong.</summary>
    internal static class PingCommand
    {
        internal static Command Create(ConnectionOptions connection, Screen screen)
        {
            Option<int> count = Arguments.Number("--count", "Number of pings.", 1, int.MaxValue, 4);
            Option<int> interval = Arguments.Number("--interval", "Milliseconds from one ping to the next.", 0, int.MaxValue, 1000);
            Option<bool> json = Arguments.Json("Write each pong and the summary as a line of JSON.");
            Command command = new Command("ping", "Sends ping frames and shows how long the pongs took.")
            {
                connection.Url, count, interval, json,
            };
            command.SetAction(async (line, cancellation) =>
            {
                ConnectionSettings settings = connection.Read(line);
                using Connector connector = new Connector(settings);
                using PingSession session = new PingSession(await connector.ConnectRawAsync(cancellation), settings.Timeout);
                PingRun run = new PingRun(session, screen, line.GetValue(json));
                return await run.RunAsync(line.GetValue(count), TimeSpan.FromMilliseconds(line.GetValue(interval)), cancellation);
            });
            return command;
        }
    }
}
