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
            Assert.AreEqual("A9993E364706816ABA3E25717850C26C9CD0D89D", Hash("abc"));
            Assert.AreEqual(
                "84983E441C3BD26EBAAE4AA1F95129E5E54670F1",
                Hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
            Assert.AreEqual(
                "A49B2446A02C645BF419F995B67091253A04A259",
                Hash("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"));
        }

        [TestMethod]
        public void LengthsAroundTheBlockBoundaries()
        {
            Assert.AreEqual("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709", HashOfRepeatedA(0));
            Assert.AreEqual("C1C8BBDC22796E28C0E15163D20899B65621D65A", HashOfRepeatedA(55));
            Assert.AreEqual("C2DB330F6083854C99D4B5BFB6E8F29F201BE699", HashOfRepeatedA(56));
            Assert.AreEqual("03F09F5B158A7A8CDAD920BDDC29B81C18A551F5", HashOfRepeatedA(63));
            Assert.AreEqual("0098BA824B5C16427BD7A1122A5A442A25EC644D", HashOfRepeatedA(64));
            Assert.AreEqual("EE971065AAA017E0632A8CA6C77BB3BF8B1DFC56", HashOfRepeatedA(119));
            Assert.AreEqual("F34C1488385346A55709BA056DDD08280DD4C6D6", HashOfRepeatedA(120));
            Assert.AreEqual("291E9A6C66994949B57BA5E650361E98FC36B1BA", HashOfRepeatedA(1000));
        }

        [TestMethod]
        public void EveryByteValue()
        {
            byte[] data = new byte[1000];

            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(i * 7 + 3);
            }

            Assert.AreEqual("4231A8A50A10FA9758DB8EC71FDEF855B751048A", Bytes.ToHex(Sha1.ComputeHash(data, 0, data.Length)));
        }

        [TestMethod]
        public void HashesOnlyThePartAndLeavesTheArrayAlone()
        {
            byte[] data = Encoding.UTF8.GetBytes("xxabcxx");

            Assert.AreEqual("A9993E364706816ABA3E25717850C26C9CD0D89D", Bytes.ToHex(Sha1.ComputeHash(data, 2, 3)));
            Assert.AreEqual("xxabcxx", Encoding.UTF8.GetString(data, 0, data.Length));
        }

        private static string Hash(string text)
        {
            byte[] data = Encoding.UTF8.GetBytes(text);

            return Bytes.ToHex(Sha1.ComputeHash(data, 0, data.Length));
        }

        private static string HashOfRepeatedA(int count) => Hash(new string('a', count));
    }
}
