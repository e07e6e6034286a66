using System;
using System.Net;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;

namespace EdgerosExamples
{
    /// <summary>A server on the port of an application that answers requests by their path.</summary>
    internal static class WebAppUpgradeServer
    {
        internal static void Run(int port)
        {
            HttpHost app = HttpHost.Create(new IPEndPoint(IPAddress.Any, port));
            app.RequestReceived += (host, exchange) =>
            {
                if (exchange.Path == "/")
                {
                    exchange.Respond("hello");
                }
            };

            WsServer server = WsServer.Create("/chat");
            server.Connected += (s, channel) =>
            {
                channel.Send("welcome");
                channel.MessageReceived += (c, message) => s.Broadcast(message);
            };

            app.Add(server);
            if (!app.Start())
            {
                Console.WriteLine("cannot listen");
                return;
            }

            Console.WriteLine("start on port " + app.Port.ToString());
            IoSched.Run();
        }
    }
}
