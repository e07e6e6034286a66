using System;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Esp32Client
{
    /// <summary>
    /// Connects to a server, sends a counter every two seconds, shows what comes back, and connects again when the server goes
    /// away.
    /// </summary>
    public static class Program
    {
        private const int SendEveryMs = 2000;
        private const int ReconnectAfterMs = 3000;

        private static string s_url;
        private static WsTlsOptions s_tls;
        private static int s_counter;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            Run(Settings.ServerUrl, Tls.ForClient(Settings.ServerUrl));
        }

        /// <summary>Talks to the server for ever.</summary>
        /// <param name="url">Where the server is.</param>
        /// <param name="tls">For wss; null for ws.</param>
        public static void Run(string url, WsTlsOptions tls)
        {
            Network.Join();

            s_url = url;
            s_tls = tls;
            IoSched.Error += (source, exception) => Console.WriteLine("error: " + exception.ToString());
            Connect();

            while (true)
            {
                IoSched.Poll();
            }
        }

        private static void Connect()
        {
            Console.WriteLine("connecting to " + s_url);
            WsClient client = WsClient.Create(s_url, null, s_tls);
            IoTimer timer = null;

            client.Opened += c =>
            {
                Console.WriteLine("connected");
                timer = IoSched.SetInterval(() => c.Send("counter " + (++s_counter).ToString()), SendEveryMs);
                c.Ping(5000, tag => Console.WriteLine("pong " + tag.ToString()));
            };

            client.Message += (c, message) =>
            {
                string text = message.IsText ? message.GetString() : message.Count.ToString() + " bytes";
                Console.WriteLine("received: " + text);
                if (text == "close")
                {
                    c.Close(WsCloseCode.Normal, "bye");
                }
            };

            // Raised for every end, the failure to connect included, so this is the one place to try again.
            client.Closed += (c, code, reason) =>
            {
                Console.WriteLine("closed " + code.ToString() + " " + reason);
                if (client.Error != null && client.Error.Kind == WsErrorKind.TlsFailed)
                {
                    Console.WriteLine("the server's certificate is not trusted, or there was no TLS: " + client.Error.Exception.ToString());
                }

                IoSched.Clear(timer);
                IoSched.SetTimeout(Connect, ReconnectAfterMs);
            };
        }
    }
}
