using BenchmarkDotNet.Attributes;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Benchmarks
{
    /// <summary>Masking in place, against the loop as RFC 6455 section 5.3 states it.</summary>
    [MemoryDiagnoser]
    public class MaskBenchmarks
    {
        private readonly byte[] _key = { 0x37, 0xFA, 0x21, 0x3D };
        private byte[] _payload;

        [Params(125, 8192)]
        public int Size { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            _payload = Bytes.Fill((byte)'a', Size);
        }

        [Benchmark(Baseline = true)]
        public byte[] ByTheBook()
        {
            for (int i = 0; i < _payload.Length; i++)
            {
                _payload[i] = (byte)(_payload[i] ^ _key[i % 4]);
            }

            return _payload;
        }

        [Benchmark]
        public int Mask()
        {
            return Masking.Apply(_payload, 0, _payload.Length, TestLoop.MaskingKey);
        }
    }
}
