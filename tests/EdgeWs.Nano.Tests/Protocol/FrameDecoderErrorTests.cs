using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Frames that fail the connection, cut at every place.</summary>
    [TestClass]
    public class FrameDecoderErrorTests
    {
        [TestMethod]
        public void RefusesReservedBits()
        {
            // No extension is ever negotiated, so each bit fails, on frames of every kind.
            foreach (string first in new string[] { "C1", "A1", "91", "F1", "C2", "A0", "C9", "A8", "9A", "41", "20" })
            {
                DecoderProbe.Client("error:1002;", first + "00");
                DecoderProbe.Server("error:1002;", first + "80 01020304");
            }
        }

        [TestMethod]
        public void RefusesReservedOpcodes()
        {
            foreach (string opcode in new string[] { "3", "4", "5", "6", "7", "B", "C", "D", "E", "F" })
            {
                DecoderProbe.Client("error:1002;", "8" + opcode + "00");
                DecoderProbe.Client("error:1002;", "0" + opcode + "00");
                DecoderProbe.Client("error:1002;", "01 01 41  8" + opcode + "00");
                DecoderProbe.Server("error:1002;", "8" + opcode + "81 01020304 01");
            }
        }

        [TestMethod]
        public void RefusesFragmentedControlFrames()
        {
            foreach (string first in new string[] { "08", "09", "0A" })
            {
                DecoderProbe.Client("error:1002;", first + "00");
                DecoderProbe.Server("error:1002;", first + "80 01020304");
            }
        }

        [TestMethod]
        public void RefusesControlFramesAbove125()
        {
            foreach (string first in new string[] { "88", "89", "8A" })
            {
                DecoderProbe.Client("error:1002;", first + "7E 007E 00");
                DecoderProbe.Client("error:1002;", first + "7E 0001 00");
                DecoderProbe.Client("error:1002;", first + "7F 0000000000010000");
                DecoderProbe.Server("error:1002;", first + "FE 007E 01020304");
            }
        }

        [TestMethod]
        public void RefusesControlFramesAsSoonAsTheirLengthIsHere()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("error:1002;", probe.FeedHex("89 7E"));
        }

        [TestMethod]
        public void ServerRefusesUnmaskedFrames()
        {
            foreach (string frame in new string[] { "81 05 48656C6C6F", "82 00", "89 00", "8A 00", "88 00", "88 02 03E8" })
            {
                DecoderProbe.Server("error:1002;", frame);
            }

            DecoderProbe.Server("error:1002;", "01 81 01020304 40  80 01 41");
        }

        [TestMethod]
        public void ClientRefusesMaskedFrames()
        {
            foreach (string frame in new string[] { "81 85 37FA213D 7F9F4D5158", "82 80 01020304", "89 80 01020304", "88 80 00000000" })
            {
                DecoderProbe.Client("error:1002;", frame);
            }

            DecoderProbe.Client("error:1002;", "01 01 41  80 81 01020304 40");
        }

        [TestMethod]
        public void RefusesAContinuationOfNothing()
        {
            DecoderProbe.Client("error:1002;", "80 01 41");
            DecoderProbe.Client("error:1002;", "00 01 41");
            DecoderProbe.Client("text:41;error:1002;", "81 01 41  80 01 42");
            DecoderProbe.Client("text:4142;error:1002;", "01 01 41  80 01 42  80 01 43");
            DecoderProbe.Client("binary:;error:1002;", "82 00  00 00");
        }

        [TestMethod]
        public void RefusesANewMessageInsideOfAMessage()
        {
            DecoderProbe.Client("error:1002;", "01 01 41  81 01 42");
            DecoderProbe.Client("error:1002;", "02 01 41  01 01 42");
            DecoderProbe.Client("error:1002;", "01 00  82 00");
            DecoderProbe.Client("ping:;error:1002;", "01 01 41  00 01 42  89 00  82 01 43");
        }

        [TestMethod]
        public void RefusesLengthsThatAreNotTheShortest()
        {
            foreach (string length in new string[]
            {
                "7E 0000", "7E 007D",
                "7F 0000000000000000", "7F 000000000000007D", "7F 000000000000007E", "7F 000000000000FFFF",
            })
            {
                DecoderProbe.Client("error:1002;", "82" + length);
            }

            DecoderProbe.Server("error:1002;", "82 FE 007D 01020304");
            DecoderProbe.Server("error:1002;", "82 FF 000000000000FFFF 01020304");
        }

        [TestMethod]
        public void RefusesLengthsWhoseTopBitIsSet()
        {
            DecoderProbe.Client("error:1002;", "82 7F 8000000000000000");
            DecoderProbe.Client("error:1002;", "82 7F 8000000000010000");
            DecoderProbe.Client("error:1002;", "82 7F FFFFFFFFFFFFFFFF");
        }

        [TestMethod]
        public void RefusesLengthsThatNoArrayHas()
        {
            WsServerOptions limits = new WsServerOptions { MaxMessageSize = int.MaxValue };
            foreach (string length in new string[]
            {
                "0000000080000000", "00000000FFFFFFFF", "0000000100000000", "0000000100000001", "7FFFFFFFFFFFFFFF",
            })
            {
                DecoderProbe.Check("error:1009;", false, Bytes.FromHex("82 7F" + length), limits);
            }
        }

        [TestMethod]
        public void RefusesMessagesAboveTheLimit()
        {
            WsServerOptions limits = new WsServerOptions { MaxMessageSize = 5 };
            DecoderProbe.Check("text:4142434445;", false, Bytes.FromHex("81 05 4142434445"), limits);
            DecoderProbe.Check("text:4142434445;ping:00010203040506;", false, Bytes.FromHex("81 05 4142434445 89 07 00010203040506"), limits);
            DecoderProbe.Check("error:1009;", false, Bytes.FromHex("81 06 414243444546"), limits);
            DecoderProbe.Check("binary:0102030405;", false, Bytes.FromHex("02 02 0102  00 02 0304  80 01 05"), limits);
            DecoderProbe.Check("error:1009;", false, Bytes.FromHex("02 02 0102  00 02 0304  80 02 0506"), limits);
            DecoderProbe.Check("error:1009;", false, Bytes.FromHex("02 05 0102030405  00 01 06"), limits);
            DecoderProbe.Check("binary:0102030405;text:4142434445;", false, Bytes.FromHex("02 04 01020304  80 01 05  81 05 4142434445"), limits);
        }

        [TestMethod]
        public void DoesNotOverflowAtTheLargestLimit()
        {
            WsServerOptions limits = new WsServerOptions { MaxMessageSize = int.MaxValue };
            DecoderProbe.Check("error:1009;", false, Bytes.FromHex("02 02 0102  00 7F 000000007FFFFFFF"), limits);
        }

        [TestMethod]
        public void RefusesALargeMessageAsSoonAsItsLengthIsHere()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions { MaxMessageSize = 1000 });
            Assert.AreEqual("", probe.FeedHex("82 7E 03"));
            Assert.AreEqual("error:1009;", probe.FeedHex("E9"));
        }

        [TestMethod]
        public void RefusesMoreFragmentsThanTheLimit()
        {
            WsServerOptions limits = new WsServerOptions { MaxFragments = 3 };
            DecoderProbe.Check("text:414243;", false, Bytes.FromHex("01 01 41  00 01 42  80 01 43"), limits);
            DecoderProbe.Check("error:1008;", false, Bytes.FromHex("01 01 41  00 01 42  00 01 43  80 01 44"), limits);
            DecoderProbe.Check("error:1008;", false, Bytes.FromHex("01 00  00 00  00 00  00 00"), limits);

            // Control frames do not count, and each message counts anew.
            DecoderProbe.Check("ping:;ping:;text:414243;", false, Bytes.FromHex("01 01 41  89 00  00 01 42  89 00  80 01 43"), limits);
            DecoderProbe.Check("text:4142;text:4344;", false, Bytes.FromHex("01 01 41  80 01 42  01 01 43  80 01 44"), limits);
        }

        [TestMethod]
        public void FindsNothingAfterAnError()
        {
            DecoderProbe.Client("error:1002;", "83 00  81 01 41");
            DecoderProbe.Client("error:1009;", "82 7F 7FFFFFFFFFFFFFFF  88 02 03E8  81 01 41");
            DecoderProbe.Client("error:1007;", "81 01 FF  88 02 03E8");
            DecoderProbe.Client("text:41;error:1002;", "81 01 41  80 00  81 01 41  80 00");
        }

        [TestMethod]
        public void FindsNothingWhenStopped()
        {
            DecoderProbe probe = new DecoderProbe(false, new WsServerOptions());
            Assert.AreEqual("text:41;", probe.FeedHex("81 01 41  81"));
            probe.Stop();
            Assert.AreEqual("", probe.FeedHex("01 41  89 00"));
        }
    }
}
