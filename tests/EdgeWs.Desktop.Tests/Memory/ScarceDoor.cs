using EdgeWs.Nano.Http;
using EdgeWs.Nano.Tests;
using EdgeWs.Simulation;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>A door in memory, with everything behind it.</summary>
    internal sealed class ScarceDoor
    {
        // Longer than any deadline.
        private const int LongTime = 40000;

        private readonly PoolKeeper _pool = new PoolKeeper();
        private readonly TestLoop _loop;
        private readonly MemoryListener _listener;
        private readonly WsServer _server;
        private readonly HttpHost _host;
        private readonly string _kind;
        private int _sources;

        /// <param name="kind">
        /// <c>port</c> for a server with a port of its own, <c>full</c> for one whose only channel makes room, <c>host</c> for one behind a
        /// host, <c>adopted</c> for one that takes connections over, <c>crowded</c> for one that does so while a silent client has the only place.
        /// </param>
        internal ScarceDoor(string kind)
        {
            _loop = new TestLoop(pool: _pool);
            _listener = kind == "adopted" ? null : new MemoryListener();
            _kind = kind;
            var options = new WsServerOptions
            {
                Scheduler = _loop.Scheduler,
                Protocols = ["a"],
                MaxChannels = kind == "full" ? 1 : 5,
                MaxHandshakes = kind == "crowded" ? 1 : 4,
            };
            _server = kind is "port" or "full" or "crowded" ? WsServer.Create("/chat", _listener, options) : WsServer.Create("/chat", options);
            _server.Connecting += (_, handshake) => handshake.Replace();
            _server.Connected += (_, channel) => channel.MessageReceived += (c, message) => c.Send(message.GetString());
            if (kind == "host")
            {
                _host = HttpHost.Create(_listener, new HttpHostOptions { Scheduler = _loop.Scheduler, Origins = ["http://other"] });
                _host.Add(_server);
                _host.RequestReceived += Respond;
            }

            _loop.Run();
        }

        /// <summary>A valid handshake with a message behind it.</summary>
        internal static string Upgrade { get; } = Bytes.ToText(Bytes.Concat(
            Bytes.FromText(RawPeer.Request.Replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: a\r\n\r\n", StringComparison.Ordinal)),
            Frames.Masked(0x81, Bytes.FromText("hello"))));

        /// <summary>Has one client come in while allocations fail, and another afterwards.</summary>
        /// <param name="request">What the first client sends.</param>
        /// <param name="capacity">How much of an answer it takes at a time.</param>
        /// <param name="first">The first allocation that fails.</param>
        /// <param name="count">How many do.</param>
        internal void Check(string request, int capacity, int first = int.MaxValue, int count = 0)
        {
            RawPeer older = _kind is "full" or "crowded" ? Connect(_kind == "full" ? RawPeer.Request : null, capacity) : null;
            _loop.Advance(300);
            RawPeer peer = Connect(request, capacity);
            ScarceMemory.FailAt(first, count);
            try
            {
                Advance(peer);
            }
            finally
            {
                ScarceMemory.Recover();
            }

            older?.Transport.Close();
            peer.Transport.Close();
            _loop.Advance(1000);
            Assert.AreNotEqual(0, older?.Transport.Peer.CloseCount, "the older one is still there");
            Assert.AreNotEqual(0, peer.Transport.Peer.CloseCount, "the connection is still there");
            AssertEmpty(_listener == null ? 0 : 1);

            RawPeer next = Connect(RawPeer.Request, int.MaxValue);
            _loop.Run();
            Assert.AreEqual(RawPeer.Answer, next.ReadText());
            _host?.Stop();
            _server.Stop();
            Advance(next);
            AssertEmpty(0);
        }

        private RawPeer Connect(string request, int capacity)
        {
            bool isAdopted = _kind == "adopted" || (_kind == "crowded" && request != null);
            RawPeer peer = isAdopted ? RawPeer.Create(capacity) : new RawPeer(_listener.Connect());
            peer.Transport.Incoming.Capacity = capacity;
            if (isAdopted)
            {
                _loop.Scheduler.Post(() => _server.Adopt(peer.Transport.Peer, Bytes.FromText(request)));
            }
            else if (request != null)
            {
                peer.SendText(request);
            }

            return peer;
        }

        /// <summary>Lets a long time go by, in which a client takes what it is sent.</summary>
        private void Advance(RawPeer peer)
        {
            for (int time = 0; time < LongTime; time += 50)
            {
                _loop.Advance(50);
                peer.Read();
                if (peer.IsEnded)
                {
                    peer.Transport.Close();
                }
            }
        }

        private void AssertEmpty(int doors)
        {
            Assert.AreEqual(doors, _loop.Scheduler.Count, "items are polled still");
            Assert.AreEqual(0, _host?.RequestCount ?? 0, "a place is taken still");
            Assert.AreEqual(0, _server.ChannelCount, "a channel is there still");
            Assert.AreEqual(0, _pool.Waiting, "bytes wait still");
            Assert.AreEqual(0, _pool.Outstanding, "a buffer did not come back");
            Assert.AreEqual(0, _sources, "a source was not completed");
            Assert.IsNull(_pool.Fault);
        }

        private void Respond(HttpHost host, HttpExchange exchange)
        {
            if (exchange.Path == "/source")
            {
                int left = 3000;
                int Read(byte[] buffer, int offset, int count)
                {
                    int read = Math.Min(left, count);
                    left -= read;
                    return read;
                }

                exchange.RespondFrom(200, "x/y", Read, completed: () => _sources--);
                _sources++;
            }
            else if (exchange.Path == "/array")
            {
                exchange.Respond(200, "x/y", new byte[3000]);
            }
            else
            {
                exchange.Respond(exchange.Headers["Host"] + exchange.Query);
            }
        }
    }
}
