using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The whole grammar of RFC 3629, and texts cut at every place.</summary>
    [TestClass]
    public class Utf8ValidatorTests
    {
        [TestMethod]
        public void AcceptsValidTexts()
        {
            foreach (string text in new string[]
            {
                "", "00", "7F", "41424344", "4142434445", "0001020304050607",
                "C280", "C3BF", "DFBF",
                "E0A080", "E0BFBF", "E18080", "ECBFBF", "ED8080", "ED9FBF", "EE8080", "EFBFBD", "EFBFBF",
                "F0908080", "F0BFBFBF", "F1808080", "F3BFBFBF", "F4808080", "F48FBFBF",
                "CEBAE1BDB9CF83CEBCCEB5", "41C3A942", "414243 E282AC 44454647 F09F9880 48 C280 49505152",
                "41424344 C3A9 4142434445464748 E282AC",
            })
            {
                Check(text, Utf8Validator.Accept);
            }
        }

        [TestMethod]
        public void RejectsBytesThatStartNoCharacter()
        {
            for (int first = 0x80; first <= 0xFF; first++)
            {
                if (first < 0xC2 || first > 0xF4)
                {
                    Check(first.ToString("X2"), Utf8Validator.Reject);
                }
            }
        }

        [TestMethod]
        public void FindsAContinuationByteAmongZeros()
        {
            // Four bytes are looked at together, and 80 is the least that is not ASCII.
            foreach (string text in new string[] { "80000000", "00800000", "00008000", "00000080", "0000000000800000" })
            {
                Check(text, Utf8Validator.Reject);
            }
        }

        [TestMethod]
        public void TakesTheRightRangeOfSecondBytes()
        {
            for (int first = 0xC2; first <= 0xF4; first++)
            {
                int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
                int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
                byte[] text = new byte[] { (byte)first, 0, 0x80, 0x80 };
                for (int second = 0; second <= 0xFF; second++)
                {
                    text[1] = (byte)second;
                    int state = Utf8Validator.Validate(Utf8Validator.Accept, text, 0, first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
                    Assert.AreEqual(second >= low && second <= high ? 0 : -1, state);
                }
            }
        }

        [TestMethod]
        public void RejectsWrongLaterBytes()
        {
            foreach (string start in new string[] { "C2", "E0A0", "E180", "ED80", "EF80", "F090", "F09080", "F180", "F18080", "F480", "F48080" })
            {
                foreach (string next in new string[] { "00", "41", "7F", "C0", "C2", "E1", "F1", "FF" })
                {
                    Check(start + next, Utf8Validator.Reject);
                }
            }
        }

        [TestMethod]
        public void RejectsOverlongFormsSurrogatesAndTooLargeValues()
        {
            foreach (string text in new string[]
            {
                "C080", "C1BF", "E08080", "E09FBF", "F0808080", "F08FBFBF", "F880808080", "FC8080808080", "FE", "FF",
                "EDA080", "EDAFBF", "EDB080", "EDBFBF", "EDA080EDB080",
                "F4908080", "F5808080", "F7BFBFBF", "FF8080",
                "41424344 80", "414243 80", "4142434445464748 C080 41424344", "C3A9 A9",
            })
            {
                Check(text, Utf8Validator.Reject);
            }
        }

        [TestMethod]
        public void TellsThatACharacterIsIncomplete()
        {
            foreach (string text in new string[] { "C3", "E2", "E282", "E0", "E0A0", "ED", "F0", "F09F", "F09F98", "F4", "F48F", "F1", "41424344 C3" })
            {
                int state = Validate(Bytes.FromHex(text));
                Assert.IsTrue(state > 0, text);
                Assert.IsTrue(state < 1 << Utf8Validator.StateBits, text);
            }
        }

        [TestMethod]
        public void LooksOnlyAtItsPart()
        {
            byte[] text = Bytes.FromHex("FF 41424344 FF FF");
            Assert.AreEqual(0, Utf8Validator.Validate(Utf8Validator.Accept, text, 1, 4));
            Assert.AreEqual(-1, Utf8Validator.Validate(Utf8Validator.Accept, text, 1, 5));
            Assert.AreEqual(0, Utf8Validator.Validate(Utf8Validator.Accept, text, 7, 0));
        }

        [TestMethod]
        public void FindsABadByteAtEveryPlace()
        {
            for (int length = 1; length <= 9; length++)
            {
                for (int bad = 0; bad < length; bad++)
                {
                    byte[] text = Bytes.Fill(0x41, length);
                    text[bad] = 0x80;
                    Assert.AreEqual(-1, Validate(text), length.ToString() + " " + bad.ToString());
                }
            }
        }

        private static int Validate(byte[] text) => Utf8Validator.Validate(Utf8Validator.Accept, text, 0, text.Length);

        /// <summary>Whole, byte by byte, and in two pieces.</summary>
        private static void Check(string hex, int expected)
        {
            byte[] text = Bytes.FromHex(hex);
            Assert.AreEqual(expected, Validate(text), hex);

            int single = Utf8Validator.Accept;
            for (int i = 0; i < text.Length && single != Utf8Validator.Reject; i++)
            {
                single = Utf8Validator.Validate(single, text, i, 1);
            }

            Assert.AreEqual(expected, single, hex + " byte by byte");

            for (int cut = 0; cut <= text.Length; cut++)
            {
                int state = Utf8Validator.Validate(Utf8Validator.Accept, text, 0, cut);
                if (state != Utf8Validator.Reject)
                {
                    state = Utf8Validator.Validate(state, text, cut, text.Length - cut);
                }

                Assert.AreEqual(expected, state, hex + " cut at " + cut.ToString());
            }
        }
    }
}
