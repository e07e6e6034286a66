using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Text messages and UTF-8, RFC 6455 section 8.1.</summary>
    [TestClass]
    public class FrameDecoderTextTests
    {
        [TestMethod]
        public void FindsTextOfAllKindsOfCharacters()
        {
            // "κόσμε", the first and last characters of each length, and the neighbours of the surrogates.
            DecoderProbe.Client("text:CEBAE1BDB9CF83CEBCCEB5;", "81 0B CEBAE1BDB9CF83CEBCCEB5");
            DecoderProbe.Client("text:007FC280DFBFE0A080EFBFBF;", "81 0C 00 7F C280 DFBF E0A080 EFBFBF");
            DecoderProbe.Client("text:F0908080F48FBFBFED9FBFEE8080;", "81 0E F0908080 F48FBFBF ED9FBF EE8080");
        }

        [TestMethod]
        public void FindsCharactersThatFragmentsCut()
        {
            DecoderProbe.Client("text:F09F9880;", "01 01 F0  00 01 9F  00 01 98  80 01 80");
            DecoderProbe.Client("text:F09F9880;", "01 01 F0  00 00  00 01 9F  00 00  80 02 9880");
            DecoderProbe.Server("text:E282AC;", "01 82 01010101 E383  80 81 02020202 AE");
        }

        [TestMethod]
        public void RefusesInvalidText()
        {
            foreach (string payload in new string[] { "01 80", "01 FF", "02 C080", "03 EDA080", "04 F4908080", "03 E08080", "02 C341", "05 41F8888080" })
            {
                DecoderProbe.Client("error:1007;", "81" + payload);
            }

            DecoderProbe.Server("error:1007;", "81 81 01010101 81");
        }

        [TestMethod]
        public void RefusesTextThatEndsInsideOfACharacter()
        {
            foreach (string payload in new string[] { "01 C3", "02 E282", "03 F09F98", "05 41424344 E2" })
            {
                DecoderProbe.Client("error:1007;", "81" + payload);
                DecoderProbe.Client("error:1007;", "01" + payload + "80 00");
                DecoderProbe.Client("error:1007;", "01 00  80" + payload);
            }
        }

        [TestMethod]
        public void RefusesCharactersThatFragmentsBreak()
        {
            DecoderProbe.Client("error:1007;", "01 01 C3  80 01 41");
            DecoderProbe.Client("error:1007;", "01 02 F09F  00 01 C3  80 01 A9");
            DecoderProbe.Client("ping:;error:1007;", "01 01 ED  89 00  00 01 A0  80 01 80");
        }

        [TestMethod]
        public void RefusesTextAtTheVeryByte()
        {
            // The frame announces 100 bytes; the 6th is wrong.
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("", probe.FeedHex("81 64 41424344 E2"));
            Assert.AreEqual("error:1007;", probe.FeedHex("41"));

            // The same across fragments, none of which is the last.
            probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("", probe.FeedHex("01 02 F48F  00 64"));
            Assert.AreEqual("error:1007;", probe.FeedHex("C0"));

            // And masked: F4 90 after unmasking.
            probe = new DecoderProbe(true, new WsServerOptions());
            Assert.AreEqual("", probe.FeedHex("81 FE 0100 01020304 F5"));
            Assert.AreEqual("error:1007;", probe.FeedHex("92"));
        }

        [TestMethod]
        public void BeginsEachMessageBetweenCharacters()
        {
            DecoderProbe.Client("text:C3A9;text:41;", "01 01 C3  80 01 A9  81 01 41");
            DecoderProbe.Client("text:;error:1007;", "81 00  81 01 A9");
        }

        [TestMethod]
        public void LeavesBinaryMessagesAlone()
        {
            DecoderProbe.Client("binary:C341FF;", "82 03 C341FF");
            DecoderProbe.Client("binary:FFC3;", "02 01 FF  80 01 C3");
            DecoderProbe.Client("binary:C3;text:41;", "82 01 C3  81 01 41");
        }

        [TestMethod]
        public void LeavesControlFramesAlone()
        {
            DecoderProbe.Client("ping:FF;pong:C3;text:41;", "89 01 FF  8A 01 C3  81 01 41");
        }
    }
}
