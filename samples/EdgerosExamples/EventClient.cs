using System;
using EdgeWs.Nano;

namespace EdgerosExamples
{
    /// <summary>A client that is told by events how it goes.</summary>
    internal static class EventClient
    {
        internal static void Run(string url)
        {
            WsClient client = WsClient.Create(url);
            client.Opened += c =>
            {
                Console.WriteLine("open");
                c.Send("hello");
            };
            client.MessageReceived += (c, message) =>
            {
                Console.WriteLine("message " + message.GetString());
                if (message.GetString() == "hello")
                {
                    int tag = c.Ping(5000, pongTag =>
                    {
                        Console.WriteLine("pong " + pongTag.ToString());
                        c.Close(1000, "done");
                    });
                    Console.WriteLine("ping " + tag.ToString());
                }
            };
            client.Closed += (c, code, reason) =>
            {
                Console.WriteLine("close " + code.ToString());
                IoSched.Stop();
            };

            IoSched.Run();
        }
    }
}
