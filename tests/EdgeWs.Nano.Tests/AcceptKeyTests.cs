using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The key of the opening handshake and its answer.</summary>
    [TestClass]
    public class AcceptKeyTests
    {
        [TestMethod]
        public void ComputesTheExampleOfTheRfc()
        {
            Assert.AreEqual("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", AcceptKey.Compute("dGhlIHNhbXBsZSBub25jZQ=="));
        }

        [TestMethod]
        public void ComputesOtherKeys()
        {
            // From openssl.
            Assert.AreEqual("ICX+Yqv66kxgM0FcWaLWlFLwTAI=", AcceptKey.Compute("AAAAAAAAAAAAAAAAAAAAAA=="));
            Assert.AreEqual("XXpj4jYzLM2yUE0C7TIgMwTQh2g=", AcceptKey.Compute("/////////////////////w=="));
        }

        [TestMethod]
        public void AcceptsKeysOf16Bytes()
        {
            Assert.IsTrue(ServerHandshake.IsValidKey("dGhlIHNhbXBsZSBub25jZQ=="));
            Assert.IsTrue(ServerHandshake.IsValidKey("AZaz09+/AZaz09+/AZaz0A=="));
        }

        [TestMethod]
        public void AcceptsKeysWhoseUnusedBitsAreNotZero()
        {
            // "Q" is the only last digit that an encoder writes for this nonce; R has one of the four unused bits set.
            Assert.IsTrue(ServerHandshake.IsValidKey("dGhlIHNhbXBsZSBub25jZR=="));
            Assert.IsTrue(ServerHandshake.IsValidKey("dGhlIHNhbXBsZSBub25jZ/=="));
        }

        [TestMethod]
        public void RefusesWhatIsNoKey()
        {
            string[] bad = new string[]
            {
                null,
                "",
                "==",
                "dGhlIHNhbXBsZSBub25jZQ",       // without padding
                "dGhlIHNhbXBsZSBub25jZQ=",      // one sign short
                "dGhlIHNhbXBsZSBub25jZQ===",    // one too many
                "dGhlIHNhbXBsZSBub25jZQA=",     // 17 bytes
                "dGhlIHNhbXBsZSBub25jZQAA",     // 18 bytes
                "dGhlIHNhbXBsZSBub25jZ===",     // 15 bytes and a bit
                "dGhlIHNhbXBsZSBub25j",         // 15 bytes
                "dGhlIHNhbXBsZS=ub25jZQ==",     // padding in the middle
                "dGhlIHNhbXBsZSBub25jZ-==",     // the URL alphabet
                "dGhlIHNhbXBsZSBub25jZ_==",
                " GhlIHNhbXBsZSBub25jZQ==",
                "dGhlIHNhbX\nsZSBub25jZQ==",
                "dGhlIHNhbXBsZSBub25jZ@==",     // the neighbours of the letters and digits
                "dGhlIHNhbXBsZSBub25jZ[==",
                "dGhlIHNhbXBsZSBub25jZ`==",
                "dGhlIHNhbXBsZSBub25jZ{==",
                "dGhlIHNhbXBsZSBub25jZ:==",
                "dGhlIHNhbXBsZSBub25jZ\u212A==", // the Kelvin sign, a K to some
                "dGhlIHNhbXBsZSBub25jZ\uFF21==",
            };

            foreach (string key in bad)
            {
                Assert.IsFalse(ServerHandshake.IsValidKey(key), key);
            }
        }

        [TestMethod]
        public void CreatesValidKeysThatDiffer()
        {
            Random random = new Random(1);
            string last = "";

            for (int i = 0; i < 20; i++)
            {
                string key = ClientHandshake.CreateKey(random);

                Assert.IsTrue(ServerHandshake.IsValidKey(key), key);
                Assert.AreEqual(16, Convert.FromBase64String(key).Length);
                Assert.IsTrue(key != last);
                last = key;
            }
        }
    }
}
