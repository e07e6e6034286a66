using System;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using EdgeWs.Nano;

namespace EdgeWs.Benchmarks
{
    /// <summary>The answer to a handshake's key, RFC 6455 section 4.2.2, against .NET's SHA-1: the device has none.</summary>
    [MemoryDiagnoser]
    public class AcceptKeyBenchmarks
    {
        private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

        [Benchmark(Baseline = true)]
        public string DotNet()
        {
            return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(Key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        }

        [Benchmark]
        public string Compute()
        {
            return AcceptKey.Compute(Key);
        }
    }
}
