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
            Masking.Apply(text, 0, 5, Key);
            Assert.AreEqual("7F9F4D5158", Bytes.ToHex(text));

            // The 6th byte takes FA, then 21 3D 37.
            Assert.AreEqual(0x373D21FA, Masking.Rotate(Key, 5));
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
            const int TopBit = unchecked((int)0x807F01FE);
            Masking.Apply(zeros, 0, 7, TopBit);
            Assert.AreEqual("FE017F80FE017F", Bytes.ToHex(zeros));
            Assert.AreEqual(0x7F01FE80, Masking.Rotate(TopBit, 3));
            Assert.AreEqual(unchecked((int)0xFE807F01), Masking.Rotate(TopBit, 1));
            Assert.AreEqual(TopBit, Masking.Rotate(TopBit, 4));
        }

        [TestMethod]
        public void TakesKeysInWhichSomeBytesAreZero()
        {
            byte[] zeros = new byte[9];
            Masking.Apply(zeros, 0, 9, 0x3D210000);
            Assert.AreEqual("0000213D0000213D00", Bytes.ToHex(zeros));
            Assert.AreEqual(0x003D2100, Masking.Rotate(0x3D210000, 9));
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
                    Masking.Apply(zeros, 0, first, Key);
                    int key = Masking.Rotate(Key, first);
                    Masking.Apply(zeros, first, second - first, key);
                    Masking.Apply(zeros, second, 11 - second, Masking.Rotate(key, second - first));
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
            Assert.IsFalse(Masking.Apply(text, 0, 5, 0));
            Assert.AreEqual("48656C6C6F", Bytes.ToHex(text));
        }

        [TestMethod]
        public void TellsWhetherWhatItUnmaskedIsAscii()
        {
            // As many as are taken at once, and some more; each of them in turn the one that is not ASCII.
            const int Length = 19;
            for (int other = -1; other < Length; other++)
            {
                byte[] text = Bytes.Fill(0x7F, Length);
                if (other >= 0)
                {
                    text[other] = 0x80;
                }

                Masking.Apply(text, 0, Length, Key);
                Assert.AreEqual(other < 0, Masking.Apply(text, 0, Length, Key), other.ToString());
            }
        }
    }
}
