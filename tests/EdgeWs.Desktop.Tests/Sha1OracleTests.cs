using System.Security.Cryptography;

namespace EdgeWs.Desktop.Tests
{
    /// <summary>Our SHA-1 against .NET's.</summary>
    [TestClass]
    public class Sha1OracleTests
    {
        [TestMethod]
        public void EveryLengthUpToElevenBlocks()
        {
            const int Before = 3;
            const int After = 2;
            var random = new Random(1);
            for (int length = 0; length < 700; length++)
            {
                var bytes = new byte[Before + length + After];
                random.NextBytes(bytes);
                CollectionAssert.AreEqual(
                    SHA1.HashData(bytes.AsSpan(Before, length)), Sha1.ComputeHash(bytes, Before, length), $"{length} bytes");
            }
        }
    }
}
