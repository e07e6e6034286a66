using BenchmarkDotNet.Attributes;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Benchmarks
{
    /// <summary>A message becomes a frame.</summary>
    [MemoryDiagnoser]
    public class EncodeBenchmarks
    {
        private readonly FrameEncoder _encoder = new FrameEncoder(() => TestLoop.MaskingKey);
        private readonly byte[] _target = new byte[8192 + 14];
        private byte[] _payload;

        [Params(16, 1024, 8192)]
        public int Size { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            _payload = Bytes.Fill((byte)'a', Size);
        }

        [Benchmark]
        public int Server()
        {
            return Encode(false);
        }

        [Benchmark]
        public int Client()
        {
            return Encode(true);
        }

        private int Encode(bool masked)
        {
            int length = _encoder.Begin(Opcode.Binary, masked, _payload, 0, _payload.Length, _target);
            length += _encoder.Fill(_target, length);
            _encoder.End();
            return length;
        }
    }
}
