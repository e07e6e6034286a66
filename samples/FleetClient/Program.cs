using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace FleetClient
{
    /// <summary>
    /// One of many devices that report to a hub. It shows who it is in the handshake, reports a number on a timer, does what the
    /// hub says, and comes back whenever the hub was away; of the reports of that time the latest arrive.
    /// </summary>
    public static class Program
    {
        private const int FastestMs = 100;

        private static IoTimer s_timer;
        private static int s_report;

        /// <summary>Starts on the device. The URL in the settings is the hub's.</summary>
        public static void Main()
        {
            Run(Settings.ServerUrl, "device-1", "change-me", 10000);
        }

        /// <summary>Reports for ever.</summary>
        /// <param name="url">The hub's.</param>
        /// <param name="name">What the hub knows the device as.</param>
        /// <param name="token">What proves it. Over ws anybody in the network can read it.</param>
        /// <param name="everyMs">The time from one report to the next, until the hub says otherwise.</param>
        public static void Run(string url, string name, string token, int everyMs)
        {
            Network.Join();
            WsTlsOptions tls = Tls.ForClient(url);
            if (tls != null && !tls.AcceptAnyServer)
            {
                Network.WaitForTime();
            }

            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());

            WsClientOptions options = new WsClientOptions
            {
                Protocols = new[] { "fleet.v1" },
                ReconnectDelay = 1000,
                KeepMessages = true,
                MaxBufferedBytes = 512,
                Overflow = WsOverflow.DropOldest,
            };
            options.AddHeader("Authorization: Bearer " + token);
            options.AddHeader("X-Device: " + name);

            WsClient hub = WsClient.Create(url, options, tls);
            hub.Opened += client => Console.WriteLine("reporting");
            hub.Reconnecting += (client, code, reason, attempt, delayMs) => Console.WriteLine(Failure.Describe(client.Error, code, reason));
            hub.MessageReceived += (connection, message) => Obey(hub, message.IsText ? message.GetString() : string.Empty);
            ReportEvery(hub, everyMs);
            IoSched.Run();
        }

        /// <summary>A sensor of yours would put its value here.</summary>
        private static void Report(WsClient hub)
        {
            hub.Send("{\"report\":" + (++s_report).ToString() + "}");
        }

        private static void ReportEvery(WsClient hub, int everyMs)
        {
            IoSched.Clear(s_timer);
            s_timer = IoSched.SetInterval(() => Report(hub), everyMs);
        }

        private static void Obey(WsClient hub, string command)
        {
            if (command == "report")
            {
                Report(hub);
            }
            else if (command.StartsWith("every ") && int.TryParse(command.Substring(6), out int everyMs) && everyMs >= FastestMs)
            {
                ReportEvery(hub, everyMs);
            }
            else
            {
                hub.Send("{\"unknown\":true}");
            }
        }
    }
}
