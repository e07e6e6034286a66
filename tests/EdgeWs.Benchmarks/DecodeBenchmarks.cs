using System;
using BenchmarkDotNet.Attributes;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Benchmarks
{
    /// <summary>A frame of a client becomes a message: header, unmasking, validation, assembly where it does not fit.</summary>
    [MemoryDiagnoser]
    public class DecodeBenchmarks
    {
        private readonly FrameDecoder _decoder = new FrameDecoder(true);
        private readonly DecoderInput _input = new DecoderInput(2048);
        private readonly BufferPool _pool = new BufferPool(8192);
        private readonly WsOptions _limits = new WsServerOptions();
        private byte[] _frame;

        [Params(WsMessageType.Text, WsMessageType.Binary)]
        public WsMessageType Type { get; set; }

        [Params(16, 1024, 8192)]
        public int Size { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            _frame = Frames.Masked(0x80 | (int)Type, Bytes.Fill((byte)'a', Size));
        }

        [Benchmark]
        public int Decode()
        {
            DecodedEvent found = DecodedEvent.None;
            for (int at = 0; at < _frame.Length; at += _input.End)
            {
                _input.Position = 0;
                _input.End = Math.Min(_frame.Length - at, _input.Buffer.Length);
                Array.Copy(_frame, at, _input.Buffer, 0, _input.End);
                found = _decoder.Decode(_input, _limits, _pool);
            }

            return found == DecodedEvent.Message ? _input.PayloadCount : throw new InvalidOperationException();
        }
    }
}
