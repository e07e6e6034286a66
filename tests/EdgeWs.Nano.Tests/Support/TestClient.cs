using System;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A client on a connector in memory, with a log of everything that it raises.</summary>
    internal sealed class TestClient : TestSide
    {
        internal TestClient(WsClientOptions options = null, int ticks = 1000, string url = "ws://server.example.com/chat", BufferPool pool = null)
            : base(new TestLoop(ticks, pool))
        {
            Connector = new MemoryConnector();
            options ??= new WsClientOptions();
            options.Scheduler = Loop.Scheduler;
            Client = WsClient.Create(WsUrl.Parse(url), options, Connector);
            Client.Opened += c => Log("open");
            Client.Reconnecting += (c, code, reason, attempt, delayMs) =>
            {
                LastDelay = delayMs;
                Log("again:" + code.ToString() + ":" + reason + ":" + attempt.ToString());
            };
            Attach(Client);
        }

        internal MemoryConnector Connector { get; }

        internal WsClient Client { get; }

        /// <summary>The wait that was announced last.</summary>
        internal int LastDelay { get; private set; }

        /// <summary>Lets the client connect.</summary>
        /// <param name="transport">The client's end; null for a new one.</param>
        /// <returns>The server's end; the client's request is there to be read.</returns>
        internal RawPeer Accept(MemoryTransport transport = null)
        {
            transport ??= MemoryTransport.CreatePair();
            Connector.Connect(transport);
            Loop.Run();
            return new RawPeer(transport.Peer);
        }

        /// <summary>Lets the client connect and shakes hands; the request is read.</summary>
        internal RawPeer Answer()
        {
            RawPeer peer = Accept();
            peer.SendText(CreateAnswer(peer.ReadText()));
            Loop.Run();
            return peer;
        }

        /// <summary>The same, and the log is taken.</summary>
        internal RawPeer Open()
        {
            RawPeer peer = Answer();
            TakeLog();
            return peer;
        }

        /// <summary>Lets the attempt to connect fail.</summary>
        internal void Fail(bool failedToResolve = false)
        {
            Connector.Fail(new Exception(), failedToResolve);
            Loop.Run();
        }

        /// <summary>The answer that accepts a request.</summary>
        internal static string CreateAnswer(string request)
        {
            const string Field = "Sec-WebSocket-Key: ";
            int start = request.IndexOf(Field) + Field.Length;
            string key = request.Substring(start, 24);
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + AcceptKey.Compute(key) + "\r\n\r\n";
        }
    }
}
