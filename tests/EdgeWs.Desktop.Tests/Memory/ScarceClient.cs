using EdgeWs.Nano.Tests;
using EdgeWs.Simulation;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>A client in memory, and the servers that it reaches, which accept it and talk to it.</summary>
    internal sealed class ScarceClient
    {
        // Longer than any deadline.
        private const int LongTime = 20000;

        private readonly PoolKeeper _pool = new PoolKeeper();
        private readonly MemoryConnector _connector = new MemoryConnector();
        private readonly List<Server> _servers = new List<Server>();
        private readonly TestLoop _loop;
        private readonly WsClient _client;
        private readonly string _answer;
        private readonly int _capacity;
        private int _closedCount;

        /// <param name="answer">What a server says behind the status line; <c>KEY</c> stands for the field that accepts the client.</param>
        /// <param name="comesBack">Whether the client connects again.</param>
        /// <param name="capacity">How much a server takes at a time.</param>
        internal ScarceClient(string answer, bool comesBack, int capacity)
        {
            _answer = answer;
            _capacity = capacity;
            _loop = new TestLoop(pool: _pool);
            var options = new WsClientOptions
            {
                Scheduler = _loop.Scheduler,
                ReconnectDelay = comesBack ? 10000 : 0,
                MaxReconnectDelay = 10000,
                KeepMessages = true,
                MaxRedirects = 1,
                Protocols = ["a"],
            };
            options.AddHeader("X: y");
            _client = WsClient.Create(WsUrl.Parse("ws://server.example.com/chat"), options, _connector);
            _client.Opened += client => client.Send("log in");
            _client.MessageReceived += (client, message) => client.Send(message.GetString());
            _client.Closed += (_, _, _) => _closedCount++;
            _client.Send("kept");
        }

        /// <summary>Has it connect, talk and be cut off while allocations fail, and looks at what is left when it is closed.</summary>
        /// <param name="first">The first allocation that fails.</param>
        /// <param name="count">How many do.</param>
        internal void Check(int first, int count)
        {
            ScarceMemory.FailAt(first, count);
            try
            {
                Advance();
                _servers.ForEach(server => server.Peer.Transport.Reset());
                Advance();
            }
            finally
            {
                ScarceMemory.Recover();
            }

            Advance();
            bool comesBack = _client.Options is WsClientOptions { ReconnectDelay: > 0 };
            Assert.AreEqual(comesBack ? 0 : 1, _closedCount, "told of its end");
            Assert.IsTrue(!comesBack || _answer[0] != '1' || _client.State == WsConnectionState.Open, "did not come back");
            _client.Close();
            Advance();
            Assert.AreEqual(1, _closedCount, "told of its end");
            Assert.AreEqual(0, _loop.Scheduler.Count, "items are polled still");
            Assert.AreEqual(0, _pool.Waiting, "bytes wait still");
            Assert.AreEqual(0, _pool.Outstanding, "a buffer did not come back");
            Assert.IsNull(_pool.Fault);
            Assert.IsTrue(_servers.TrueForAll(server => server.Peer.Transport.Peer.CloseCount > 0), "a connection is still there");
        }

        /// <summary>Lets a long time go by, in which the client gets a server for each of its attempts.</summary>
        private void Advance()
        {
            for (int time = 0; time < LongTime; time += 50)
            {
                _loop.Advance(50);
                if (_connector.Attempts > _servers.Count)
                {
                    var peer = RawPeer.Create(_capacity);
                    _servers.Add(new Server(peer, _answer));
                    _connector.Connect(peer.Transport.Peer);
                }

                _servers.ForEach(server => server.Step());
            }
        }

        private sealed record Server(RawPeer Peer, string Answer)
        {
            private const string KeyField = "Sec-WebSocket-Key: ";

            private string _received = string.Empty;
            private bool _hasAnswered;

            internal void Step()
            {
                _received += Peer.ReadText();
                if (!_hasAnswered && _received.Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    _hasAnswered = true;
                    string key = _received.Substring(_received.IndexOf(KeyField, StringComparison.Ordinal) + KeyField.Length, 24);
                    string accept = "Sec-WebSocket-Accept: " + OpeningHandshake.AcceptOf(key);
                    Peer.SendText("HTTP/1.1 " + Answer.Replace("KEY", accept, StringComparison.Ordinal) + "\r\n\r\n");
                    if (Answer[0] == '1')
                    {
                        Talk();
                    }
                }

                if (Peer.IsEnded)
                {
                    Peer.Transport.Close();
                }
            }

            private void Talk()
            {
                Peer.Send(Frames.Unmasked(0x81, Bytes.FromText("hello")));
                Peer.Send(Frames.Unmasked(0x01, Bytes.FromText("hel")));
                Peer.Send(Frames.Unmasked(0x89, []));
                Peer.Send(Frames.Unmasked(0x80, Bytes.FromText("lo")));
            }
        }
    }
}
