using System;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>A client on a scheduler of its own that echoes, and whose server is a wire.</summary>
    internal sealed class WireClient
    {
        internal WireClient()
        {
            MemoryConnector connector = new MemoryConnector();
            WsClientOptions options = new WsClientOptions { Scheduler = Scheduler, HeartbeatInterval = 0 };
            WsClient client = WsClient.Create(WsUrl.Parse("ws://server.example.com/chat"), options, connector);
            client.MessageReceived += (c, m) => c.Send(m);
            connector.Connect(Wire);
            for (int passes = 0; client.State != WsConnectionState.Open; passes++)
            {
                if (passes == 100)
                {
                    throw new InvalidOperationException();
                }

                if (passes > 0 && Wire.Available == 0)
                {
                    Wire.Put(Bytes.FromText(TestClient.CreateAnswer(Bytes.ToText(Wire.Request))));
                }

                Scheduler.Poll(0);
            }
        }

        internal IoScheduler Scheduler { get; } = new IoScheduler();

        /// <summary>The server's end.</summary>
        internal Wire Wire { get; } = new Wire();
    }
}
