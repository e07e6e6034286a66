using System;
using System.Runtime.ExceptionServices;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Fuzz
{
    /// <summary>
    /// The library's client and the library's server, over a connection that is slow, cut and held up as the input says, with
    /// applications that do what the input says.
    /// </summary>
    internal sealed class Dialogue
    {
        private const int MaxSteps = 400;
        private const int PoolLimit = 8192;

        private readonly TestLoop _loop = new TestLoop();
        private readonly MemoryListener _listener = new MemoryListener();
        private readonly MemoryConnector _connector = new MemoryConnector();
        private readonly WsServer _server;
        private readonly DialogueSide _clientSide;
        private readonly MemoryTransport _transport;
        private DialogueSide _serverSide;
        private bool _isDisturbed;
        private Exception _unexpected;

        internal Dialogue()
        {
            _loop.Scheduler.Error += (source, exception) => _unexpected ??= exception;
            Internals.FixRandom(_loop.Scheduler);
            WsServerOptions options = new WsServerOptions { Scheduler = _loop.Scheduler, MaxBufferedBytes = 2000, MessageTimeout = 0 };
            _server = WsServer.Create("/chat", _listener, options);
            _server.Connection += (server, channel) => _serverSide = new DialogueSide(channel);

            WsClientOptions clientOptions = new WsClientOptions { Scheduler = _loop.Scheduler, MaxBufferedBytes = 2000, MessageTimeout = 0 };
            WsClient client = WsClient.Create(WsUrl.Parse("ws://server.example.com/chat"), clientOptions, _connector);
            _clientSide = new DialogueSide(client);

            _transport = _listener.Connect();
            _connector.Connect(_transport);
            Run();
            Invariant.Require(_serverSide != null && client.State == WsConnectionState.Open, "the two do not come together");
        }

        internal void Run(InputReader script)
        {
            for (int step = 0; step < MaxSteps && !script.IsAtEnd; step++)
            {
                Act(script);
                Check();
            }

            ClearTheWay(_transport);
            ClearTheWay(_transport.Peer);
            Run();
            _serverSide.CheckDrained();
            _clientSide.CheckDrained();

            _clientSide.Watch.Connection.Close();
            Run();
            int expectedCount = _server.Port < 0 ? 0 : 1;
            for (int seconds = 0; _loop.Scheduler.Count > expectedCount && seconds < 30; seconds++)
            {
                _loop.Clock.Advance(1000);
                Run();
            }

            Invariant.Require(_serverSide.Watch.IsClosed && _clientSide.Watch.IsClosed, "closed was not raised");
            Invariant.Require(_loop.Scheduler.Count == expectedCount, "the scheduler keeps what is over");
            Internals.CheckReleased(_serverSide.Watch.Connection);
            Internals.CheckReleased(_clientSide.Watch.Connection);
            Invariant.Require(
                _isDisturbed || !(_serverSide.WasDropped || _clientSide.WasDropped), "a connection was dropped without a reason");
            _serverSide.CheckReceived(_clientSide);
            _clientSide.CheckReceived(_serverSide);
        }

        private static void ClearTheWay(MemoryTransport transport)
        {
            transport.Incoming.IsDelayed = false;
            transport.Incoming.Capacity = int.MaxValue;
            transport.Incoming.MaxPiece = int.MaxValue;
        }

        /// <summary>One byte says what to do and on which side; the next ones how much.</summary>
        private void Act(InputReader script)
        {
            int action = script.NextByte();
            DialogueSide side = (action & 0x10) == 0 ? _serverSide : _clientSide;
            MemoryPipe pipe = (action & 0x10) == 0 ? _transport.Incoming : _transport.Peer.Incoming;
            switch (action & 0xF)
            {
                case 0 or 1 or 2 or 3:
                    int length = script.NextByte() * ((action & 2) == 0 ? 1 : 20);
                    byte[] payload = new byte[length];
                    Array.Fill(payload, (byte)('a' + (length + action) % 26));
                    side.Send(payload, (action & 1) == 0);
                    break;
                case 4:
                    side.Ping(1 + script.NextByte() * 100);
                    break;
                case 5:
                    pipe.IsDelayed = !pipe.IsDelayed;
                    break;
                case 6:
                    pipe.Capacity = pipe.Count + 1 + script.NextByte() * 8;
                    break;
                case 7:
                    pipe.MaxPiece = 1 + script.NextByte();
                    break;
                case 8 or 9:
                    int time = script.NextByte() * 50;
                    _loop.Clock.Advance(time);
                    _isDisturbed |= time > 0;
                    break;
                case 14 when (action & 0xE0) == 0xE0:
                    side.Watch.Connection.Close(3000 + script.NextByte(), "done");
                    break;
                case 15 when (action & 0xF0) == 0xF0:
                    _server.Stop();
                    break;
                case 15 when (action & 0xF0) == 0xE0:
                    _transport.Reset();
                    _isDisturbed = true;
                    break;
                default:
                    _loop.Scheduler.Poll(0);
                    break;
            }
        }

        private void Run()
        {
            _loop.Run();
            Check();
        }

        private void Check()
        {
            _clientSide.Watch.CheckState();
            _serverSide?.Watch.CheckState();
            Internals.CheckPool(_loop.Scheduler.Pool, PoolLimit);
            if (_unexpected != null)
            {
                ExceptionDispatchInfo.Throw(_unexpected);
            }
        }
    }
}
