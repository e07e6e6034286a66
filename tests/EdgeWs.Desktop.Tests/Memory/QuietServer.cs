using EdgeWs.Nano.Tests;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>A server over connections in memory. Unlike <see cref="TestServer"/> it keeps no log, which would allocate.</summary>
    internal sealed class QuietServer
    {
        private readonly MemoryListener _listener = new MemoryListener();

        /// <param name="isBroadcasting">Whether a message goes to all clients; else back to the one that sent it.</param>
        public QuietServer(bool isBroadcasting = false)
        {
            WsServer server = WsServer.Create("/chat", _listener, new WsServerOptions { Scheduler = Loop.Scheduler, MaxChannels = 8 });
            server.Connected += (s, channel) => channel.MessageReceived += (c, m) =>
            {
                if (isBroadcasting)
                {
                    s.Broadcast(m);
                }
                else
                {
                    c.Send(m);
                }
            };
        }

        public TestLoop Loop { get; } = new TestLoop();

        /// <summary>Connects and shakes hands.</summary>
        public MemoryTransport Connect()
        {
            var peer = new RawPeer(_listener.Connect());
            peer.SendText(RawPeer.Request);
            Loop.Run();
            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            return peer.Transport;
        }
    }
}
