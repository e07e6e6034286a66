using System.Collections.Concurrent;

namespace EdgeWs.Cli.Tests
{
    /// <summary>Our server, which echoes and does other things when the query or a message asks for them.</summary>
    internal sealed class DeviceServer : IDisposable
    {
        private readonly LoopThread _loop = new LoopThread();
        private readonly ServerHost _host;
        private int _pings;
        private int _messages;

        public DeviceServer(Action<WsServerOptions> configure = null)
        {
            var options = new WsServerOptions { MaxBufferedBytes = 1024 * 1024, MaxMessageSize = 1024 * 1024, Protocols = ["chat.v2"] };
            configure?.Invoke(options);
            _host = ServerHost.Start(_loop, options, server =>
            {
                server.Connecting += OnHandshake;
                server.Connected += OnConnection;
            });
            Url = _host.Url;
        }

        public string Url { get; }

        /// <summary>How many pings came.</summary>
        public int Pings => Volatile.Read(ref _pings);

        /// <summary>The codes with which connections were closed.</summary>
        public BlockingCollection<int> CloseCodes { get; } = new BlockingCollection<int>();

        /// <summary>What a refused client gets besides the status.</summary>
        public string RefusalHeader { get; init; }

        public int Messages => Volatile.Read(ref _messages);

        public int NextCloseCode()
        {
            Assert.IsTrue(CloseCodes.TryTake(out int code, Patience.Limit), "no close in time");
            return code;
        }

        public void Dispose()
        {
            _host.Stop();
            _loop.Dispose();
            Assert.IsEmpty(_loop.Errors);
        }

        private void OnHandshake(WsServer server, WsHandshake handshake)
        {
            if (int.TryParse(handshake.Query, out int status))
            {
                handshake.Refuse(status, RefusalHeader);
            }
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            int count = 0;
            channel.Pinged += (c, m) => Interlocked.Increment(ref _pings);
            channel.Closed += (c, code, reason) => CloseCodes.Add(code);
            channel.MessageReceived += (c, m) => Answer(channel, m, ++count);
            switch (channel.Query)
            {
                case "greet":
                    channel.Send("one");
                    channel.Send("two");
                    channel.Send("three");
                    break;
                case "large":
                    channel.Send(new byte[125]);
                    channel.Send(new byte[126]);
                    channel.Send(new byte[65536]);
                    break;
                case "headers":
                    channel.Send(string.Join('|', new[] { "X-Test", "Origin", "Sec-WebSocket-Protocol" }.Select(name => channel.Headers[name])));
                    break;
                case "ping":
                    channel.Ping(20000, tag => channel.Close(4001, "pong came"));
                    break;
                case "leave":
                    channel.Close(1001, "rebooting");
                    break;
                case "fail":
                    channel.Close(4000, "broken\u001b[31m");
                    break;
            }
        }

        private void Answer(WsServerChannel channel, WsMessage message, int count)
        {
            Interlocked.Increment(ref _messages);
            byte[] data = message.ToArray();
            switch (channel.Query)
            {
                case "lose" when count == 1:
                case "silent":
                    return;
                case "corrupt" when count == 1:
                    data[^1] ^= 1;
                    break;
                case "cut" when count == 1:
                    data = data[..^1];
                    break;
                case "twice" when count == 1:
                    channel.Send(message);
                    break;
                case "chatty":
                    channel.Send("something else");
                    break;
            }

            Assert.IsTrue(channel.Send(data, 0, data.Length, channel.Query == "retype" ? WsMessageType.Binary : message.Type));
        }
    }
}
