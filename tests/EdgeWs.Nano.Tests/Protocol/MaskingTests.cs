using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Masking, RFC 6455 section 5.3.</summary>
    [TestClass]
    public class MaskingTests
    {
        // 37 FA 21 3D on the wire.
        private const int Key = 0x3D21FA37;

        [TestMethod]
        public void MasksTheExampleOfTheRfc()
        {
            byte[] text = Bytes.FromHex("48656C6C6F");
            int next = Masking.Apply(text, 0, 5, Key);
            Assert.AreEqual("7F9F4D5158", Bytes.ToHex(text));

            // The 6th byte takes FA, then 21 3D 37.
            Assert.AreEqual(0x373D21FA, next);
        }

        [TestMethod]
        public void UnmasksWhatItMasked()
        {
            byte[] text = Bytes.FromHex("7F9F4D5158");
            Masking.Apply(text, 0, 5, Key);
            Assert.AreEqual("48656C6C6F", Bytes.ToHex(text));
        }

        [TestMethod]
        public void TakesTheKeyByteByByte()
        {
            for (int length = 0; length <= 13; length++)
            {
                byte[] zeros = new byte[length];
                Masking.Apply(zeros, 0, length, Key);
                Assert.AreEqual("37FA213D37FA213D37FA213D37".Substring(0, length * 2), Bytes.ToHex(zeros));
            }
        }

        [TestMethod]
        public void TakesKeysWhoseTopBitIsSet()
        {
            byte[] zeros = new byte[7];
            int next = Masking.Apply(zeros, 0, 7, unchecked((int)0x807F01FE));
            Assert.AreEqual("FE017F80FE017F", Bytes.ToHex(zeros));
            Assert.AreEqual(0x7F01FE80, next);
        }

        [TestMethod]
        public void TakesKeysInWhichSomeBytesAreZero()
        {
            byte[] zeros = new byte[9];
            int next = Masking.Apply(zeros, 0, 9, 0x3D210000);
            Assert.AreEqual("0000213D0000213D00", Bytes.ToHex(zeros));
            Assert.AreEqual(0x003D2100, next);
        }

        [TestMethod]
        public void ContinuesInPhaseAfterAnyTwoCuts()
        {
            const string Expected = "37FA213D37FA213D37FA21";
            for (int first = 0; first <= 11; first++)
            {
                for (int second = first; second <= 11; second++)
                {
                    byte[] zeros = new byte[11];
                    int key = Masking.Apply(zeros, 0, first, Key);
                    key = Masking.Apply(zeros, first, second - first, key);
                    Masking.Apply(zeros, second, 11 - second, key);
                    Assert.AreEqual(Expected, Bytes.ToHex(zeros), first.ToString() + " " + second.ToString());
                }
            }
        }

        [TestMethod]
        public void ChangesNothingOutsideOfItsPart()
        {
            byte[] zeros = new byte[10];
            Masking.Apply(zeros, 2, 6, Key);
            Assert.AreEqual("000037FA213D37FA0000", Bytes.ToHex(zeros));
        }

        [TestMethod]
        public void ChangesNothingWithAKeyOfZeros()
        {
            byte[] text = Bytes.FromHex("48656C6C6F");
            Assert.AreEqual(0, Masking.Apply(text, 0, 5, 0));
            Assert.AreEqual("48656C6C6F", Bytes.ToHex(text));
        }
    }
}
