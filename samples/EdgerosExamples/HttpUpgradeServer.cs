using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeWs.Nano;

namespace EdgerosExamples
{
    /// <summary>A server on the port of the platform's HTTP server.</summary>
    internal static class HttpUpgradeServer
    {
        internal static void Run(int port)
        {
            WsServer server = WsServer.Create("/chat");
            server.Connected += (s, channel) =>
            {
                channel.Send("welcome");
                channel.MessageReceived += (c, message) => s.Broadcast(message);
            };

            HttpListener http = new HttpListener("http", port, IPAddress.Any);
            try
            {
                http.Start();
            }
            catch (SocketException)
            {
                Console.WriteLine("cannot listen");
                return;
            }

            Console.WriteLine("start on port " + port.ToString());
            new Thread(() =>
            {
                while (http.IsListening)
                {
                    HttpListenerContext context = http.GetContext();
                    try
                    {
                        if (!server.TryUpgrade(context))
                        {
                            context.Response.StatusCode = 404;
                            context.Close();
                        }
                    }
                    catch (Exception)
                    {
                        // No HTTP, or gone already. What leaves a thread of the device ends it without a word.
                        context?.Close();
                    }
                }
            }).Start();

            IoSched.Run();
        }
    }
}
