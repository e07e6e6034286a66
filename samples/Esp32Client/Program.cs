using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Esp32Client
{
    /// <summary>
    /// Connects to a server, sends a counter every two seconds, shows what comes back, connects again when the server goes away,
    /// and ends when it is told close.
    /// </summary>
    public static class Program
    {
        private const int SendEveryMs = 2000;

        private static int s_counter;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            Run(Settings.ServerUrl, Tls.ForClient(Settings.ServerUrl));
        }

        /// <summary>Talks to the server until somebody there says close.</summary>
        /// <param name="url">Where the server is.</param>
        /// <param name="tls">For wss; null for ws.</param>
        public static void Run(string url, WsTlsOptions tls)
        {
            Network.Join();
            if (tls != null && !tls.AcceptAnyServer)
            {
                Network.WaitForTime();
            }

            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());
            Console.WriteLine("connecting to " + url);

            WsClientOptions options = new WsClientOptions();
            options.ReconnectDelay = 1000;
            options.MaxReconnectDelay = 30000;

            // What is counted while the server is away reaches it later.
            options.KeepMessages = true;

            WsClient client = WsClient.Create(url, options, tls);
            IoTimer timer = IoSched.SetInterval(() => client.Send("counter " + (++s_counter).ToString()), SendEveryMs);

            client.Opened += c =>
            {
                Console.WriteLine("connected");
                c.Ping(5000, tag => Console.WriteLine("pong " + tag.ToString()));
            };

            client.MessageReceived += (c, message) =>
            {
                string text = message.IsText ? message.GetString() : message.Count.ToString() + " bytes";
                Console.WriteLine("received: " + text);
                // What another client said comes behind its number.
                if (text.EndsWith("close"))
                {
                    c.Close(WsCloseCode.Normal, "bye");
                }
            };

            // Raised for every failure to connect, too.
            client.Reconnecting += (c, code, reason, attempt, delayMs) => Console.WriteLine(
                url + ": " + Failure.Describe(c.Error, code, reason) + "; attempt " + attempt.ToString() + " in " + delayMs.ToString() + " ms");

            client.Closed += (c, code, reason) =>
            {
                Console.WriteLine("closed " + code.ToString() + " " + reason);
                IoSched.Clear(timer);
                IoSched.Stop();
            };

            IoSched.Run();
        }
    }
}
