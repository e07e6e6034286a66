using System.Text;
using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using EdgeWs.Nano;

namespace EdgeWs.Benchmarks
{
    /// <summary>Validation of UTF-8, against .NET's, which uses what a PC's processor has for it.</summary>
    [MemoryDiagnoser]
    public class Utf8Benchmarks
    {
        private const int Length = 1024;

        private byte[] _text;

        /// <summary>Repeated until the text is long enough.</summary>
        [Params("plain text, as most of it is. ", "Grüße aus Köln, 東京より、😀 ")]
        public string Sample { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            var text = new StringBuilder();
            while (text.Length < Length)
            {
                text.Append(Sample);
            }

            _text = Encoding.UTF8.GetBytes(text.ToString());
        }

        [Benchmark(Baseline = true)]
        public bool DotNet()
        {
            return Utf8.IsValid(_text);
        }

        [Benchmark]
        public bool Validate()
        {
            return Utf8Validator.Validate(Utf8Validator.Accept, _text, 0, _text.Length) == Utf8Validator.Accept;
        }
    }
}
