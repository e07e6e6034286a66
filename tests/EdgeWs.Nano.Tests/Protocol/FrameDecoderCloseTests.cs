using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Close frames, RFC 6455 sections 5.5.1 and 7.4.</summary>
    [TestClass]
    public class FrameDecoderCloseTests
    {
        [TestMethod]
        public void FindsEmptyCloseFrames()
        {
            DecoderProbe.Client("close:1005:;", "88 00");
            DecoderProbe.Server("close:1005:;", "88 80 01020304");
        }

        [TestMethod]
        public void RefusesHalfACode()
        {
            DecoderProbe.Client("error:1002;", "88 01 03");
            DecoderProbe.Server("error:1002;", "88 81 01010101 02");
        }

        [TestMethod]
        public void FindsAllValidCodes()
        {
            foreach (int code in new int[]
            {
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001, 3999, 4000, 4999,
            })
            {
                string payload = HexOf(code);
                DecoderProbe.Client("close:" + code.ToString() + ":" + payload + ";", "88 02" + payload);
            }
        }

        [TestMethod]
        public void RefusesAllOtherCodes()
        {
            foreach (int code in new int[]
            {
                0, 1, 232, 256, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 10000, 32768, 65535,
            })
            {
                DecoderProbe.Client("error:1002;", "88 02" + HexOf(code));
                DecoderProbe.Client("error:1002;", "88 04" + HexOf(code) + "4142");
            }
        }

        [TestMethod]
        public void FindsReasons()
        {
            DecoderProbe.Client("close:1000:03E8627965;", "88 05 03E8 627965");
            DecoderProbe.Client("close:1000:03E8F09F9880;", "88 06 03E8 F09F9880");
            DecoderProbe.Server("close:3000:0BB8C3A9;", "88 84 01010101 0AB9 C2A8");

            byte[] longest = Bytes.Concat(Bytes.FromHex("88 7D 03E8"), Bytes.Fill(0x41, 123));
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            probe.FeedPieces(longest, 100);
            Assert.AreEqual("close:1000:125 bytes that differ;", probe.TakeLog());
        }

        [TestMethod]
        public void RefusesReasonsThatAreNotText()
        {
            foreach (string reason in new string[] { "03 03E8 FF", "04 03E8 C080", "03 03E8 C3", "05 03E8 EDA080", "04 03E8 41E2" })
            {
                DecoderProbe.Client("error:1007;", "88" + reason);
            }
        }

        [TestMethod]
        public void FindsNothingAfterAClose()
        {
            DecoderProbe.Client("close:1000:03E8;", "88 02 03E8  81 01 41");
            DecoderProbe.Client("close:1000:03E8;", "88 02 03E8  88 02 03E9");
            DecoderProbe.Client("close:1005:;", "88 00  FF FF FF");
            DecoderProbe.Server("close:1005:;", "88 80 00000000  89 80 00000000");
        }

        private static string HexOf(int code) => code.ToString("X4");
    }
}
