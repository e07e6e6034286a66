using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Valid frames of RFC 6455 sections 5.2 to 5.7, cut at every place.</summary>
    [TestClass]
    public class FrameDecoderTests
    {
        [TestMethod]
        public void FindsTheExamplesOfTheRfc()
        {
            // Section 5.7. What it shows unmasked a server sends, what it shows masked a client.
            DecoderProbe.Client("text:48656C6C6F;", "81 05 48656C6C6F");
            DecoderProbe.Server("text:48656C6C6F;", "81 85 37FA213D 7F9F4D5158");
            DecoderProbe.Client("text:48656C6C6F;", "01 03 48656C 80 02 6C6F");
            DecoderProbe.Client("ping:48656C6C6F;", "89 05 48656C6C6F");
            DecoderProbe.Server("pong:48656C6C6F;", "8A 85 37FA213D 7F9F4D5158");
        }

        [TestMethod]
        public void FindsTheExamplesInTheOtherRole()
        {
            DecoderProbe.Server("text:48656C6C6F;", "01 83 37FA213D 7F9F4D 80 82 37FA213D 5B95");
            DecoderProbe.Server("ping:48656C6C6F;", "89 85 37FA213D 7F9F4D5158");
            DecoderProbe.Client("pong:48656C6C6F;", "8A 05 48656C6C6F");
        }

        [TestMethod]
        public void FindsFramesOfAllLengthForms()
        {
            CheckLength(0, "82 00", false);
            CheckLength(0, "82 80", true);
            CheckLength(1, "82 01", false);
            CheckLength(125, "82 7D", false);
            CheckLength(125, "82 FD", true);
            CheckLength(126, "82 7E 007E", false);
            CheckLength(126, "82 FE 007E", true);
            CheckLength(127, "82 7E 007F", false);
            CheckLength(127, "82 FE 007F", true);
            CheckLength(256, "82 7E 0100", false);
            CheckLength(256, "82 FE 0100", true);
            CheckLarge(65535, "82 7E FFFF", false);
            CheckLarge(65535, "82 FE FFFF", true);
            CheckLarge(65536, "82 7F 0000000000010000", false);
            CheckLarge(65536, "82 FF 0000000000010000", true);
            CheckLarge(65793, "82 7F 0000000000010101", false);
        }

        [TestMethod]
        public void FindsAllFramesOfOneInput()
        {
            DecoderProbe.Client(
                "text:41;binary:;ping:;pong:01;text:;close:1000:03E8;",
                "81 01 41  82 00  89 00  8A 01 01  81 00  88 02 03E8");
            DecoderProbe.Server(
                "text:41;binary:00FF;ping:;close:1005:;",
                "81 81 01020304 40  82 82 FFFFFFFF FF00  89 80 01020304  88 80 00000000");
        }

        [TestMethod]
        public void TakesAKeyOfZeros()
        {
            DecoderProbe.Server("text:48656C6C6F;", "81 85 00000000 48656C6C6F");
        }

        [TestMethod]
        public void TakesANewKeyForEveryFragment()
        {
            DecoderProbe.Server("binary:0102030405;", "02 83 10203040 112233  80 82 A0B0C0D0 A4B5");
        }

        [TestMethod]
        public void FindsControlFramesBetweenFragments()
        {
            DecoderProbe.Client(
                "ping:01;pong:02;ping:;text:414243;",
                "01 01 41  89 01 01  00 01 42  8A 01 02  89 00  80 01 43");

            // Between the halves of a character.
            DecoderProbe.Client("ping:FF;text:C3A9;", "01 01 C3  89 01 FF  80 01 A9");
            DecoderProbe.Server(
                "pong:FF;text:C3A9;",
                "01 81 01010101 C2  8A 81 F0F0F0F0 0F  80 81 02020202 AB");
        }

        [TestMethod]
        public void ClosesInTheMiddleOfAMessage()
        {
            DecoderProbe.Client("close:1001:03E9;", "01 01 41  88 02 03E9  80 01 42");
        }

        [TestMethod]
        public void TakesEmptyFragments()
        {
            DecoderProbe.Client("text:;", "01 00  80 00");
            DecoderProbe.Client("binary:;", "02 00  00 00  80 00");
            DecoderProbe.Client("text:41;", "01 00  80 01 41");
            DecoderProbe.Client("text:41;", "01 01 41  80 00");
            DecoderProbe.Client("binary:4142;", "02 00  00 01 41  00 00  00 01 42  80 00");
            DecoderProbe.Server("text:41;", "01 80 01020304  80 81 01020304 40");
        }

        [TestMethod]
        public void TakesTheLongestControlFrames()
        {
            byte[] payload = Bytes.Fill(0x41, 125);
            DecoderProbe.Check("ping:125*41;", false, Frames.Unmasked(0x89, payload), new WsServerOptions());
            DecoderProbe.Check("pong:125*41;", true, Frames.Masked(0x8A, payload), new WsServerOptions());
        }

        [TestMethod]
        public void FindsAnotherMessageAfterAFragmentedOne()
        {
            DecoderProbe.Client("text:4142;binary:43;binary:4445;", "01 01 41 80 01 42  82 01 43  02 01 44 80 01 45");
        }

        [TestMethod]
        public void DeliversInPlaceWhatIsWholeInTheInput()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());

            Assert.AreEqual("text:4142;", probe.FeedHex("81 02 4142"));
            Assert.IsTrue(probe.WasInPlace);
            Assert.AreEqual("text:4142;", probe.FeedHex("01 00 80 02 4142"));
            Assert.IsTrue(probe.WasInPlace);

            // The header came before, the payload is here.
            Assert.AreEqual("", probe.FeedHex("82 7E"));
            byte[] rest = Bytes.Concat(Bytes.FromHex("0080"), Bytes.Fill(0x41, 128));
            probe.Feed(rest, 0, rest.Length);
            Assert.AreEqual("binary:128*41;", probe.TakeLog());
            Assert.IsTrue(probe.WasInPlace);

            Assert.AreEqual("", probe.FeedHex("81 02 41"));
            Assert.AreEqual("text:4142;", probe.FeedHex("42"));
            Assert.IsFalse(probe.WasInPlace);
        }

        /// <summary>Decodes a frame of one byte repeated, cut at every place.</summary>
        private static void CheckLength(int length, string header, bool isServer)
        {
            byte[] start = Bytes.FromHex(isServer ? header + "01010101" : header);
            byte[] stream = Bytes.Concat(start, Bytes.Fill((byte)(isServer ? 0x60 : 0x61), length));
            string expected = length > 64 ? "binary:" + length.ToString() + "*61;" : length == 1 ? "binary:61;" : "binary:;";
            DecoderProbe.Check(expected, isServer, stream, new WsServerOptions());
        }

        /// <summary>Decodes a frame that a device can only just hold: the header byte by byte, the payload in pieces of odd size.</summary>
        private static void CheckLarge(int length, string header, bool isServer)
        {
            byte[] start = Bytes.FromHex(isServer ? header + "01020408" : header);
            DecoderProbe probe = new DecoderProbe(isServer, new WsServerOptions { MaxMessageSize = 65793 });
            probe.FeedPieces(start, 1);

            byte[] piece = new byte[1447];
            for (int at = 0; at < length; at += piece.Length)
            {
                for (int i = 0; i < piece.Length; i++)
                {
                    piece[i] = (byte)(isServer ? 0x61 ^ (1 << ((at + i) & 3)) : 0x61);
                }

                probe.Feed(piece, 0, length - at < piece.Length ? length - at : piece.Length);
            }

            Assert.AreEqual("binary:" + length.ToString() + "*61;", probe.TakeLog(), header);
        }
    }
}
