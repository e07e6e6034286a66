using System;
using System.Net;
using System.Threading;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;

namespace EdgerosExamples
{
    /// <summary>A server on the port of the platform's HTTP server.</summary>
    internal static class HttpUpgradeServer
    {
        internal static void Run(int port)
        {
            WsServer server = WsServer.Create("/chat");
            server.Connection += (s, channel) =>
            {
                channel.Send("welcome");
                channel.Message += (c, message) => s.Broadcast(message);
            };

            HttpListener http = new HttpListener("http", port, IPAddress.Any);
            http.Start();
            Console.WriteLine("start on port " + port.ToString());
            new Thread(() =>
            {
                while (true)
                {
                    HttpListenerContext context = http.GetContext();
                    if (!server.TryUpgrade(context))
                    {
                        context.Response.StatusCode = 404;
                        context.Close();
                    }
                }
            }).Start();

            IoSched.Run();
        }
    }
}
