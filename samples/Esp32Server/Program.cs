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
    /// <remarks>
    /// What a client said is passed on behind its number, "3: hello", and telemetry is a JSON object: no client can send what looks
    /// like telemetry, or like the words of another.
    /// </remarks>
    public static class Program
    {
        private const int DefaultPort = 8000;
        private const int TelemetryEveryMs = 1000;
        private const int FreeHeapEveryS = 10;

        // For what the page lets people type.
        private const int MaxMessageSize = 2048;

        private static uint s_freeHeap;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            // With a sensor on the I2C bus: new Lm75(1).
            Run(DefaultPort, Tls.ForServer(), new MadeUp());
        }

        /// <summary>Serves for ever, or returns when the port cannot be had.</summary>
        /// <param name="port">The port to listen on.</param>
        /// <param name="tls">For https and wss; null for http and ws. Each connection of a browser costs a TLS session.</param>
        /// <param name="sensor">What to measure.</param>
        internal static void Run(int port, WsTlsOptions tls, Sensor sensor)
        {
            string address = Network.Join();

            WsServer server = WsServer.Create("/", new WsServerOptions { MaxMessageSize = MaxMessageSize });
            server.Connected += OnConnection;
            IoSched.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());

            HttpHost host = HttpHost.Create(new IPEndPoint(IPAddress.Any, port), null, tls);
            host.Add(server);
            host.RequestReceived += (h, exchange) => OnRequest(server, exchange);
            if (!host.Start())
            {
                Console.WriteLine("cannot listen on port " + port.ToString());
                return;
            }

            string place = "://" + address + ":" + host.Port.ToString() + "/";
            Console.WriteLine("open " + (host.IsSecure ? "https" : "http") + place + " in a browser");
            Console.WriteLine("listening on " + (host.IsSecure ? "wss" : "ws") + place);

            int seconds = 0;
            IoSched.SetInterval(() => server.Broadcast(Telemetry(server, sensor, ++seconds)), TelemetryEveryMs);

            while (true)
            {
                IoSched.Poll();
            }
        }

        private static void OnRequest(WsServer server, HttpExchange exchange)
        {
            // Whatever is not answered here is answered 404.
            if (exchange.Method != "GET" && exchange.Method != "HEAD")
            {
                return;
            }

            switch (exchange.Path)
            {
                case "/":
                    exchange.AddHeader("Content-Encoding: gzip");
                    exchange.Respond(200, "text/html; charset=utf-8", Page.Gzip());
                    break;
                case "/state":
                    // Asked by a page whose handshake was refused, for browsers do not tell it why.
                    exchange.Respond(server.ChannelCount < server.Options.MaxChannels ? string.Empty : "full, all places are taken");
                    break;
            }
        }

        private static void OnConnection(WsServer server, WsServerChannel channel)
        {
            string number = channel.Id.ToString();
            Console.WriteLine(number + " connected");
            channel.Send("welcome " + number);
            channel.MessageReceived += (c, message) =>
            {
                if (message.IsText)
                {
                    server.Broadcast(number + ": " + message.GetString());
                }
                else
                {
                    c.Close(WsCloseCode.UnsupportedData, "text only");
                }
            };
            channel.Closed += (c, code, reason) => Console.WriteLine(number + " closed " + code.ToString() + " " + reason);
        }

        private static string Telemetry(WsServer server, Sensor sensor, int seconds)
        {
            // To ask collects the garbage first, during which the loop stands still: not for every message.
            if (seconds % FreeHeapEveryS == 1)
            {
                s_freeHeap = nanoFramework.Runtime.Native.GC.Run(false);
            }

            return "{\"name\":\"" + sensor.Name
                + "\",\"unit\":\"" + sensor.Unit
                + "\",\"value\":" + (sensor.TryRead(out int tenths) ? Fraction(tenths) : "null")
                + ",\"uptime\":" + seconds.ToString()
                + ",\"clients\":" + server.ChannelCount.ToString()
                + ",\"places\":" + server.Options.MaxChannels.ToString()
                + ",\"freeHeap\":" + s_freeHeap.ToString() + "}";
        }

        private static string Fraction(int tenths)
        {
            int size = tenths < 0 ? -tenths : tenths;
            return (tenths < 0 ? "-" : string.Empty) + (size / 10).ToString() + "." + (size % 10).ToString();
        }
    }
}
