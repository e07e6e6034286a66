using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Digests of FIPS 180, and around every length where the padding changes shape (from openssl).</summary>
    [TestClass]
    public class Sha1Tests
    {
        [TestMethod]
        public void Fips180Examples()
        {
            Assert.AreEqual("a9993e364706816aba3e25717850c26c9cd0d89d", Hash("abc"));
            Assert.AreEqual(
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
                Hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
            Assert.AreEqual(
                "a49b2446a02c645bf419f995b67091253a04a259",
                Hash("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"));
        }

        [TestMethod]
        public void LengthsAroundTheBlockBoundaries()
        {
            Assert.AreEqual("da39a3ee5e6b4b0d3255bfef95601890afd80709", HashOfRepeatedA(0));
            Assert.AreEqual("c1c8bbdc22796e28c0e15163d20899b65621d65a", HashOfRepeatedA(55));
            Assert.AreEqual("c2db330f6083854c99d4b5bfb6e8f29f201be699", HashOfRepeatedA(56));
            Assert.AreEqual("03f09f5b158a7a8cdad920bddc29b81c18a551f5", HashOfRepeatedA(63));
            Assert.AreEqual("0098ba824b5c16427bd7a1122a5a442a25ec644d", HashOfRepeatedA(64));
            Assert.AreEqual("ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56", HashOfRepeatedA(119));
            Assert.AreEqual("f34c1488385346a55709ba056ddd08280dd4c6d6", HashOfRepeatedA(120));
            Assert.AreEqual("291e9a6c66994949b57ba5e650361e98fc36b1ba", HashOfRepeatedA(1000));
        }

        [TestMethod]
        public void EveryByteValue()
        {
            byte[] data = new byte[1000];

            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(i * 7 + 3);
            }

            Assert.AreEqual("4231a8a50a10fa9758db8ec71fdef855b751048a", Hex(Sha1.ComputeHash(data, 0, data.Length)));
        }

        [TestMethod]
        public void HashesOnlyThePartAndLeavesTheArrayAlone()
        {
            byte[] data = Encoding.UTF8.GetBytes("xxabcxx");

            Assert.AreEqual("a9993e364706816aba3e25717850c26c9cd0d89d", Hex(Sha1.ComputeHash(data, 2, 3)));
            Assert.AreEqual("xxabcxx", Encoding.UTF8.GetString(data, 0, data.Length));
        }

        private static string Hash(string text)
        {
            byte[] data = Encoding.UTF8.GetBytes(text);

            return Hex(Sha1.ComputeHash(data, 0, data.Length));
        }

        private static string HashOfRepeatedA(int count)
        {
            return Hash(new string('a', count));
        }

        private static string Hex(byte[] bytes)
        {
            string text = "";

            foreach (byte b in bytes)
            {
                text += b.ToString("x2");
            }

            return text;
        }
    }
}
