namespace EdgeWs.Nano.Tests
{
    /// <summary>A server on a listener in memory, with a log of everything that it raises.</summary>
    internal sealed class TestServer : TestSide
    {
        internal TestServer(WsServerOptions options = null, int ticks = 1000, BufferPool pool = null)
            : base(new TestLoop(ticks, pool))
        {
            Listener = new MemoryListener();
            Options = options ?? new WsServerOptions();
            Options.Scheduler = Loop.Scheduler;
            Server = WsServer.Create("/chat", Listener, Options);
            Server.Connected += OnConnection;
            Loop.Run();
        }

        internal MemoryListener Listener { get; }

        internal WsServerOptions Options { get; }

        internal WsServer Server { get; }

        /// <summary>The channel that was opened last.</summary>
        internal WsServerChannel Channel { get; private set; }

        /// <summary>Connects without a word.</summary>
        internal RawPeer Connect() => new RawPeer(Listener.Connect());

        /// <summary>Connects and sends a request.</summary>
        internal RawPeer Ask(string request = RawPeer.Request)
        {
            RawPeer peer = Connect();
            peer.SendText(request);
            Loop.Run();
            return peer;
        }

        /// <summary>Connects and shakes hands; the answer is read and the log taken.</summary>
        internal RawPeer Open()
        {
            RawPeer peer = Ask();
            peer.Read();
            TakeLog();
            return peer;
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            Channel = channel;
            Log("open");
            Attach(channel);
        }
    }
}
