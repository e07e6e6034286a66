using System.Collections;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;

namespace UartBridge
{
    /// <summary>Passes what arrives on the UART to all clients, as binary messages, and the messages of clients to the UART.</summary>
    /// <remarks>
    /// An open channel means an open UART: when the UART fails the clients are closed with 1011, and until it works again new ones
    /// are refused with 503. A client that sends faster than the UART can is closed with 1008.
    /// </remarks>
    internal sealed class Bridge
    {
        internal const string Path = "/uart";

        private const int MaxClients = 4;

        // At 115,200 baud it is 115 bytes for one message, where looking all the time would make one of each byte or two.
        private const int StepMs = 10;

        private readonly Uart _uart;
        private readonly WsServer _server;
        private readonly byte[] _received = new byte[1024];
        private readonly byte[] _piece = new byte[FifoRoom.Size];

        // Of clients, and of such as are gone while not all that they sent is out.
        private readonly ArrayList _queues = new ArrayList();
        private int _turn;

        internal Bridge(Uart uart)
        {
            _uart = uart;
            _server = WsServer.Create(Path, new WsServerOptions
            {
                MaxChannels = MaxClients,
                MaxMessageSize = ClientQueue.MaxMessageSize,

                // A client that is too slow misses the oldest bytes that wait for it, as a terminal does that scrolls. Four times
                // 4 KB are less than all connections may hold together, so that no other client misses any for it.
                MaxBufferedBytes = 4096,
                Overflow = WsOverflow.DropOldest,
            });
            _server.Connecting += OnHandshake;
            _server.Connected += OnConnection;
        }

        /// <summary>Begins to carry bytes.</summary>
        internal void Start(HttpHost host)
        {
            host.Add(_server);
            host.RequestReceived += OnRequest;
            _uart.Start();
            IoSched.SetInterval(Step, StepMs);
        }

        private void OnRequest(HttpHost host, HttpExchange exchange)
        {
            switch (exchange.Path)
            {
                case "/":
                    exchange.AddHeader("Content-Encoding: gzip");
                    exchange.Respond(200, "text/html; charset=utf-8", Page.Gzip());
                    break;
                case "/state":
                    // Asked by a page whose handshake was refused, for browsers do not tell it why.
                    exchange.Respond(!_uart.IsOpen ? "the UART is not open" : _queues.Count < MaxClients ? string.Empty : "full, all places are taken");
                    break;
            }
        }

        private void OnHandshake(WsServer server, WsHandshake handshake)
        {
            if (!_uart.IsOpen || _queues.Count >= MaxClients)
            {
                handshake.Refuse(503);
            }
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            ClientQueue queue = new ClientQueue(channel);
            _queues.Add(queue);
            channel.MessageReceived += (c, message) =>
            {
                // Behind a message that was refused no other may get through.
                if (c.State == WsConnectionState.Open && !queue.Add(message.Buffer, message.Offset, message.Count))
                {
                    c.Close(WsCloseCode.PolicyViolation, "faster than the UART");
                }
            };
            channel.Closed += (c, code, reason) => queue.IsGone = true;
        }

        private void Step()
        {
            if (!_uart.IsOpen)
            {
                return;
            }

            int received = _uart.Read(_received);
            if (received > 0)
            {
                _server.Broadcast(_received, 0, received, WsMessageType.Binary);
            }

            int count = _uart.IsOpen ? Collect(_uart.Room) : 0;
            if (count > 0)
            {
                _uart.Write(_piece, count);
            }

            if (!_uart.IsOpen)
            {
                CloseClients();
            }
        }

        /// <summary>Makes a piece of what clients sent: a message of each in turn, and no other before its end.</summary>
        private int Collect(int room)
        {
            int count = 0;
            int idle = 0;
            while (count < room && idle < _queues.Count)
            {
                ClientQueue queue = (ClientQueue)_queues[_turn];
                int taken = queue.Take(_piece, count, room - count);
                count += taken;
                idle = taken > 0 ? 0 : idle + 1;
                if (taken == 0 && queue.IsGone)
                {
                    _queues.RemoveAt(_turn);
                }
                else if (!queue.IsInMessage)
                {
                    _turn++;
                }

                if (_turn >= _queues.Count)
                {
                    _turn = 0;
                }
            }

            return count;
        }

        private void CloseClients()
        {
            for (int i = 0; i < _queues.Count; i++)
            {
                ((ClientQueue)_queues[i]).Client.Close(WsCloseCode.InternalError, "the UART failed");
            }

            // What has not gone out by now may mean something else to a device that comes back.
            _queues.Clear();
            _turn = 0;
        }
    }
}
