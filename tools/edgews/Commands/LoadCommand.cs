using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>Sends many messages over many connections to a server that echoes.</summary>
    internal static class LoadCommand
    {
        internal static Command Create(ConnectionOptions connection, Screen screen)
        {
            Option<int> clients = Arguments.Number("--clients", "Number of connections.", 1, 10000, 1);
            Option<int> size = Arguments.Number("--size", "Bytes per message.", LoadMessages.MinSize, 16 * 1024 * 1024, 64);
            Option<double> seconds = Arguments.Number("--seconds", "Seconds to send.", 0.001, 2_000_000, 10.0);
            Option<int> rate = Arguments.Number(
                "--rate", "Messages per second from each client. 0: send the next as soon as the echo is there.", 0, 1_000_000, 0);
            Option<bool> binary = Arguments.Binary();
            Option<bool> json = Arguments.Json("Write the result as a line of JSON, without a progress bar.");
            Command command = new Command("load", "Sends messages to an echo server, then counts and times the echoes.")
            {
                connection.Url, clients, size, seconds, rate, binary, json,
            };
            command.SetAction((line, cancellation) =>
            {
                ConnectionSettings settings = connection.Read(line);
                LoadPlan plan = new LoadPlan(line.GetValue(size), !line.GetValue(binary), line.GetValue(rate), settings.Timeout);
                TimeSpan time = TimeSpan.FromSeconds(line.GetValue(seconds));
                return RunAsync(settings, plan, line.GetValue(clients), time, screen, line.GetValue(json), cancellation);
            });
            return command;
        }

        private static async Task<int> RunAsync(
            ConnectionSettings settings, LoadPlan plan, int count, TimeSpan time, Screen screen, bool isJson, CancellationToken cancellation)
        {
            using Connector connector = new Connector(settings);
            List<LoadClient> clients = new List<LoadClient>();
            try
            {
                await ConnectAsync(connector, plan, count, clients, screen, cancellation);
                using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                stop.CancelAfter(time);
                long start = Stopwatch.GetTimestamp();
                TimeSpan sending = time;
                using CancellationTokenRegistration onStop = stop.Token.Register(() => sending = Stopwatch.GetElapsedTime(start));
                Task load = Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(stop.Token), CancellationToken.None)));
                if (!isJson && screen.Error.Profile.Capabilities.Interactive)
                {
                    await LoadProgress.ShowAsync(screen.Error, load, time, clients);
                }

                await load;
                LoadSummary summary = new LoadSummary(plan, count, clients, sending, time, cancellation.IsCancellationRequested);
                if (isJson)
                {
                    summary.WriteJson(screen);
                }
                else
                {
                    summary.Write(screen);
                }

                if (cancellation.IsCancellationRequested)
                {
                    screen.WriteError("Interrupted: the result is that of the part that was done.");
                }

                return summary.ExitCode;
            }
            finally
            {
                clients.ForEach(client => client.Dispose());
            }
        }

        /// <summary>Connects one after the other, since a device shakes hands with few at a time, and stops where one cannot.</summary>
        private static async Task ConnectAsync(
            Connector connector, LoadPlan plan, int count, List<LoadClient> clients, Screen screen, CancellationToken cancellation)
        {
            uint run = (uint)Random.Shared.Next();
            while (clients.Count < count)
            {
                try
                {
                    clients.Add(new LoadClient(await connector.ConnectAsync(cancellation), plan, run + (uint)clients.Count));
                }
                catch (CliException e) when (clients.Count > 0)
                {
                    screen.WriteError($"Client {clients.Count + 1} could not connect. {e.Message}");
                    return;
                }
            }
        }
    }
}
