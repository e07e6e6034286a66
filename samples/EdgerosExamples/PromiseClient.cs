using System;
using EdgeWs.Nano;

namespace EdgerosExamples
{
    /// <summary>A client that is a promise until it is open.</summary>
    internal static class PromiseClient
    {
        internal static void Run(string url)
        {
            WsClient.CreateAsync(url)
                .Then(client =>
                {
                    Console.WriteLine("open");
                    client.MessageReceived += (c, message) =>
                    {
                        Console.WriteLine("message " + message.GetString());
                        c.Close(1000, "done");
                    };
                    client.Closed += (c, code, reason) =>
                    {
                        Console.WriteLine("close " + code.ToString());
                        IoSched.Stop();
                    };
                })
                .Catch(error =>
                {
                    Console.WriteLine(error.Kind == WsErrorKind.Refused ? "refused " + error.Status.ToString() : "not connected");
                    IoSched.Stop();
                });

            IoSched.Run();
        }
    }
}
