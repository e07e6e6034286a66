using System;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Samples;

namespace Esp32Server
{
    /// <summary>
    /// A chat with telemetry: greets each client, sends what one client says to all of them, and once a second tells everybody
    /// how the device is.
    /// </summary>
    public static class Program
    {
        private const int DefaultPort = 8000;
        private const int TelemetryEveryMs = 1000;

        /// <summary>Starts on the device.</summary>
        public static void Main()
        {
            Run(DefaultPort, Tls.ForServer());
        }

        /// <summary>Serves for ever.</summary>
        /// <param name="port">The port to listen on; 0 has the platform choose one.</param>
        /// <param name="tls">For wss; null for ws.</param>
        public static void Run(int port, WsTlsOptions tls)
        {
            string address = Network.Join();

            IPEndPoint endPoint = new IPEndPoint(IPAddress.Any, port);
            WsServer server = tls == null ? WsServer.Create("/", endPoint) : WsServer.Create("/", endPoint, tls);
            server.Connection += OnConnection;
            IoSched.Error += (source, exception) => Console.WriteLine("error: " + exception.ToString());

            if (!server.Start())
            {
                Console.WriteLine("cannot listen on port " + port.ToString());
                return;
            }

            Console.WriteLine("listening on " + (tls == null ? "ws" : "wss") + "://" + address + ":" + server.Port.ToString() + "/");

            int seconds = 0;
            IoSched.SetInterval(() => server.Broadcast(Telemetry(server, ++seconds)), TelemetryEveryMs);

            while (true)
            {
                IoSched.Poll();
            }
        }

        private static void OnConnection(WsServer server, WsServerChannel channel)
        {
            Console.WriteLine(channel.Id.ToString() + " connected");
            channel.Send("welcome " + channel.Id.ToString());
            channel.Message += (c, message) => server.Broadcast(message);
            channel.Closed += (c, code, reason) =>
                Console.WriteLine(channel.Id.ToString() + " closed " + code.ToString() + " " + reason);
        }

        /// <summary>A sensor of yours would put its value here.</summary>
        private static string Telemetry(WsServer server, int seconds)
        {
            return "{\"uptime\":" + seconds.ToString()
                + ",\"clients\":" + server.ChannelCount.ToString()
                + ",\"freeHeap\":" + nanoFramework.Runtime.Native.GC.Run(false).ToString() + "}";
        }
    }
}
