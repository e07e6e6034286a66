using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Cli
{
    /// <summary>Shows what the peer sends.</summary>
    internal static class ListenCommand
    {
        internal static Command Create(ConnectionOptions connection, Screen screen)
        {
            Option<int> count = Arguments.Number("--count", "Stop after N messages.", 1, int.MaxValue);
            Option<double> seconds = Arguments.Number("--seconds", "Stop after N seconds.", 0.001, 2_000_000);
            Option<bool> json = Arguments.Json("Write each message as a line of JSON.");
            Command command = new Command("listen", "Shows messages until Ctrl+C, --count or --seconds, or until the peer closes.")
            {
                connection.Url, count, seconds, json,
            };
            command.SetAction((line, cancellation) => RunAsync(
                connection.Read(line),
                line.GetResult(count) == null ? null : line.GetValue(count),
                line.GetResult(seconds) == null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(line.GetValue(seconds)),
                new MessagePrinter(screen, line.GetValue(json)),
                cancellation));
            return command;
        }

        private static async Task<int> RunAsync(
            ConnectionSettings settings, int? count, TimeSpan time, MessagePrinter printer, CancellationToken cancellation)
        {
            using Connector connector = new Connector(settings);
            using Session session = await connector.ConnectAsync(cancellation);
            using CancellationTokenSource limit = new CancellationTokenSource(time);
            using CancellationTokenRegistration onInterrupt = cancellation.Register(session.Close);
            using CancellationTokenRegistration onLimit = limit.Token.Register(session.Close);

            int received = 0;
            Message message;
            while ((message = await session.ReceiveAsync()) != null)
            {
                if (received == count)
                {
                    continue;
                }

                printer.Write(message);
                received++;
                if (received == count)
                {
                    session.Close();
                }
            }

            printer.Write(session.End);
            if (session.End.ExitCode != ExitCode.Done)
            {
                return ExitCode.Ended;
            }

            bool isShort = count != null && received < count && !cancellation.IsCancellationRequested;
            return isShort ? throw MissingMessages.Of(received, count.Value, session.End) : ExitCode.Done;
        }
    }
}
