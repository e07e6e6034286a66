using System;
using System.Net;
using EdgeWs.Nano;

namespace EdgeWs.Testee
{
    /// <summary>The server under test: echoes for whoever connects.</summary>
    internal static class EchoServer
    {
        /// <summary>Serves for ever.</summary>
        /// <param name="address">Where the server is reached, for its message.</param>
        /// <param name="port">The port to listen on; 0 has the platform choose one.</param>
        /// <param name="maxMessageSize">The largest message to echo.</param>
        /// <returns>Only when the port cannot be had.</returns>
        internal static void Run(string address, int port, int maxMessageSize)
        {
            WsServerOptions options = new WsServerOptions();
            Echo.Allow(options, maxMessageSize);

            WsServer server = WsServer.Create("/", new IPEndPoint(IPAddress.Any, port), options);
            server.Connected += (s, channel) => channel.MessageReceived += Echo.OnMessage;
            IoSched.Default.ErrorReported += (source, exception) => Console.WriteLine("error: " + exception.ToString());
            if (!server.Start())
            {
                Console.WriteLine("cannot listen on port " + port.ToString());
                return;
            }

            Console.WriteLine("listening on ws://" + address + ":" + server.Port.ToString() + "/");
            while (true)
            {
                IoSched.Poll();
            }
        }
    }
}
