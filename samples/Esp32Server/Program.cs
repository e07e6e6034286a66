using System;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;
using EdgeWs.Samples;

namespace Esp32Server
{
    /// <summary>
    /// A chat with telemetry and a page to see both: greets each client, sends what one client says to all of them, and once a second
    /// tells everybody how the device is. The page and the WebSockets share one port.
    /// </summary>
    public static class Program
    {
        private const int DefaultPort = 8000;
        private const int TelemetryEveryMs = 1000;
        private const int FreeHeapEveryS = 10;

        // In tenths, see ReadSensor.
        private const int LowestValue = 150;
        private const int HighestValue = 300;
        private static readonly Random s_random = new Random();
        private static int s_value = 215;
        private static uint s_freeHeap;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            Run(DefaultPort, Tls.ForServer());
        }

        /// <summary>Serves for ever, or returns when the port cannot be had.</summary>
        /// <param name="port">The port to listen on.</param>
        /// <param name="tls">For https and wss; null for http and ws. Each connection of a browser costs a TLS session.</param>
        public static void Run(int port, WsTlsOptions tls)
        {
            string address = Network.Join();

            WsServer server = WsServer.Create("/");
            server.Connected += OnConnection;
            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());

            HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Any, port), null, tls);
            host.Add(server);
            host.RequestReceived += OnRequest;
            if (!host.Start())
            {
                Console.WriteLine("cannot listen on port " + port.ToString());
                return;
            }

            string place = "://" + address + ":" + host.Port.ToString() + "/";
            Console.WriteLine("open " + (host.IsSecure ? "https" : "http") + place + " in a browser");
            Console.WriteLine("listening on " + (host.IsSecure ? "wss" : "ws") + place);

            int seconds = 0;
            IoSched.SetInterval(() => server.Broadcast(Telemetry(server, ++seconds)), TelemetryEveryMs);

            while (true)
            {
                IoSched.Poll();
            }
        }

        private static void OnRequest(HttpHost host, HttpExchange exchange)
        {
            // Whatever is not answered here is answered 404.
            if (exchange.Path == "/" && (exchange.Method == "GET" || exchange.Method == "HEAD"))
            {
                exchange.Respond(Page.Html, "text/html; charset=utf-8");
            }
        }

        private static void OnConnection(WsServer server, WsServerChannel channel)
        {
            Console.WriteLine(channel.Id.ToString() + " connected");
            channel.Send("welcome " + channel.Id.ToString());
            channel.MessageReceived += (c, message) => server.Broadcast(message);
            channel.Closed += (c, code, reason) =>
                Console.WriteLine(channel.Id.ToString() + " closed " + code.ToString() + " " + reason);
        }

        private static string Telemetry(WsServer server, int seconds)
        {
            // To ask collects the garbage first, during which the loop stands still: not for every message.
            if (seconds % FreeHeapEveryS == 1)
            {
                s_freeHeap = nanoFramework.Runtime.Native.GC.Run(false);
            }

            int value = ReadSensor();
            return "{\"uptime\":" + seconds.ToString()
                + ",\"clients\":" + server.ChannelCount.ToString()
                + ",\"freeHeap\":" + s_freeHeap.ToString()
                + ",\"value\":" + (value / 10).ToString() + "." + (value % 10).ToString() + "}";
        }

        /// <summary>Where a sensor of yours would be read; this one makes its values up. Tenths, so that no text of a fraction is needed.</summary>
        private static int ReadSensor()
        {
            s_value += s_random.Next(11) - 5;
            s_value = s_value < LowestValue ? LowestValue : s_value > HighestValue ? HighestValue : s_value;
            return s_value;
        }
    }
}
