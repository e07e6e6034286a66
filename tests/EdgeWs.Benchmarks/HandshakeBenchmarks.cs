using BenchmarkDotNet.Attributes;
using EdgeWs.DeviceBenchmarks;

namespace EdgeWs.Benchmarks
{
    /// <summary>A client connects, shakes hands and is gone.</summary>
    [MemoryDiagnoser]
    public class HandshakeBenchmarks
    {
        private readonly WireServer _server = new WireServer(false);

        [Benchmark]
        public void Server()
        {
            _server.Disconnect(_server.Connect());
        }

        [Benchmark]
        public object Client()
        {
            return new WireClient();
        }
    }
}
