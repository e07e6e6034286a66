using EdgeWs.Nano.Tests;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>A client that echoes, over a connection in memory. Unlike <see cref="TestClient"/> it keeps no log, which would allocate.</summary>
    internal sealed class QuietClient
    {
        public QuietClient()
        {
            var connector = new MemoryConnector();
            WsClient client = WsClient.Create(
                WsUrl.Parse("ws://server.example.com/"), new WsClientOptions { Scheduler = Loop.Scheduler }, connector);
            client.MessageReceived += (c, m) => c.Send(m);
            MemoryTransport transport = MemoryTransport.CreatePair();
            connector.Connect(transport);
            Loop.Run();
            var peer = new RawPeer(transport.Peer);
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            Loop.Run();
            Transport = peer.Transport;
        }

        public TestLoop Loop { get; } = new TestLoop();

        /// <summary>The server's end.</summary>
        public MemoryTransport Transport { get; }
    }
}
