using BenchmarkDotNet.Attributes;
using EdgeWs.DeviceBenchmarks;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Benchmarks
{
    /// <summary>What grows with the number of channels, and must not grow faster: a broadcast, and a pass with nothing to do.</summary>
    [MemoryDiagnoser]
    public class ChannelBenchmarks
    {
        private readonly byte[] _frame = Frames.Masked(0x81, Bytes.Fill((byte)'a', 125));
        private WireServer _server;
        private Wire _speaker;

        [Params(1, 10, 100)]
        public int Channels { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            _server = new WireServer(true);
            for (int i = 0; i < Channels; i++)
            {
                _speaker = _server.Connect();
            }
        }

        [Benchmark]
        public bool Broadcast()
        {
            _speaker.Put(_frame);
            return _server.Scheduler.Poll(0);
        }

        [Benchmark]
        public bool IdlePass()
        {
            return _server.Scheduler.Poll(0);
        }
    }
}
