using System;
using System.Net;
using EdgeWs.Nano;

namespace EdgerosExamples
{
    /// <summary>A server on a port of its own, which stops when a client says so.</summary>
    internal static class OwnPortServer
    {
        internal static void Run(int port)
        {
            WsServer server = WsServer.Create("/chat", new IPEndPoint(IPAddress.Any, port));
            server.Started += s => Console.WriteLine("start on port " + s.Port.ToString());
            server.Stopped += s =>
            {
                Console.WriteLine("stop");
                IoSched.SetTimeout(IoSched.Stop, 500);
            };
            server.Connected += (s, channel) =>
            {
                Console.WriteLine("connection " + channel.Id.ToString() + " to " + channel.Path);
                channel.Send("welcome");
                channel.MessageReceived += (c, message) =>
                {
                    s.Broadcast(message);
                    if (message.IsText && message.GetString() == "stop")
                    {
                        s.Stop();
                    }
                };
                channel.Pinged += (c, message) => Console.WriteLine("ping");
                channel.Closed += (c, code, reason) => Console.WriteLine("close " + code.ToString() + " " + reason);
            };

            if (!server.Start())
            {
                Console.WriteLine("cannot listen");
                return;
            }

            IoSched.Run();
        }
    }
}
