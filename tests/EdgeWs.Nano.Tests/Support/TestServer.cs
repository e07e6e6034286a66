using System.Text;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A server on a listener in memory, with a log of everything that it raises.</summary>
    internal sealed class TestServer
    {
        private readonly StringBuilder _log = new StringBuilder();

        internal TestServer(WsServerOptions options = null, int ticks = 1000, BufferPool pool = null)
        {
            Loop = new TestLoop(ticks, pool);
            Listener = new MemoryListener();
            Options = options ?? new WsServerOptions();
            Options.Scheduler = Loop.Scheduler;
            Server = WsServer.Create("/chat", Listener, Options);
            Server.Connection += OnConnection;
            Loop.Run();
        }

        internal TestLoop Loop { get; }

        internal MemoryListener Listener { get; }

        internal WsServerOptions Options { get; }

        internal WsServer Server { get; }

        /// <summary>The channel that was opened last.</summary>
        internal WsServerChannel Channel { get; private set; }

        /// <summary>
        /// What was raised since the last look, a line an event: <c>open</c>, <c>text:…</c>, <c>binary:HEX</c>, <c>ping:HEX</c>,
        /// <c>drained</c>, <c>closed:CODE:REASON</c>, each with a semicolon behind it.
        /// </summary>
        internal string TakeLog()
        {
            string log = _log.ToString();
            _log.Clear();
            return log;
        }

        /// <summary>Runs the loop, and takes the log.</summary>
        internal string Run()
        {
            Loop.Run();
            return TakeLog();
        }

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

        /// <summary>Breaks a connection.</summary>
        internal void Lose(RawPeer peer)
        {
            peer.Transport.Reset();
            Loop.Run();
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
            channel.Message += (c, m) => Log(m.IsText ? "text:" + m.GetString() : "binary:" + Bytes.ToHex(m.ToArray()));
            channel.Pinged += (c, m) => Log("ping:" + Bytes.ToHex(m.ToArray()));
            channel.Drained += c => Log("drained");
            channel.Closed += (c, code, reason) => Log("closed:" + code.ToString() + ":" + reason);
        }

        private void Log(string text)
        {
            _log.Append(text);
            _log.Append(';');
        }
    }
}
