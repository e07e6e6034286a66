using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using EdgeWs.DeviceBenchmarks;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Benchmarks
{
    /// <summary>A server that echoes over a connection in memory, against .NET's server over a stream in memory.</summary>
    [MemoryDiagnoser]
    public class EchoBenchmarks
    {
        private readonly byte[] _buffer = new byte[8192];
        private byte[] _frame;
        private WireServer _server;
        private Wire _wire;
        private WireClient _client;
        private byte[] _clientFrame;
        private RepeatingStream _stream;
        private WebSocket _webSocket;

        [Params(WsMessageType.Text, WsMessageType.Binary)]
        public WsMessageType Type { get; set; }

        [Params(16, 1024, 8192)]
        public int Size { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            byte[] payload = Bytes.Fill((byte)'a', Size);
            _frame = Frames.Masked(0x80 | (int)Type, payload);
            _clientFrame = Frames.Unmasked(0x80 | (int)Type, payload);
            _server = new WireServer(false);
            _wire = _server.Connect();
            _client = new WireClient();
            _stream = new RepeatingStream(_frame);
            _webSocket = WebSocket.CreateFromStream(_stream, isServer: true, subProtocol: null, keepAliveInterval: TimeSpan.Zero);
        }

        /// <summary>Completes without waiting, as the stream does.</summary>
        [Benchmark(Baseline = true)]
        public async Task<int> DotNetServer()
        {
            int before = _stream.Written;
            ValueWebSocketReceiveResult result = await _webSocket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            int count = result.Count;
            while (!result.EndOfMessage)
            {
                result = await _webSocket.ReceiveAsync(_buffer.AsMemory(count), CancellationToken.None);
                count += result.Count;
            }

            await _webSocket.SendAsync(
                _buffer.AsMemory(0, count), result.MessageType, endOfMessage: true, CancellationToken.None);
            return Check(_stream.Written - before, _clientFrame.Length);
        }

        [Benchmark]
        public int Server()
        {
            return Exchange(_server.Scheduler, _wire, _frame, _clientFrame.Length);
        }

        [Benchmark]
        public int Client()
        {
            return Exchange(_client.Scheduler, _client.Wire, _clientFrame, _frame.Length);
        }

        private static int Exchange(IoScheduler scheduler, Wire wire, byte[] incoming, int expected)
        {
            int before = wire.Sent;
            wire.Put(incoming);
            while (wire.Sent == before && scheduler.Poll(0))
            {
            }

            return Check(wire.Sent - before, expected);
        }

        private static int Check(int sent, int expected)
        {
            return sent == expected ? sent : throw new InvalidOperationException();
        }
    }
}
