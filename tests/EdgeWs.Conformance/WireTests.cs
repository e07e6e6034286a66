using System;
using System.Net;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance
{
    /// <summary>The oracle of the wire, which stands apart from the library, does not believe everything.</summary>
    [TestClass]
    [TestCategory("InMemory")]
    public class WireTests
    {
        [TestMethod]
        [DataRow("8101", 0, DisplayName = "a frame that is not whole")]
        [DataRow("810141880203E8", 0, DisplayName = "a message and a close frame")]
        [DataRow("01014189000001428002C3A9", 0, DisplayName = "a message in fragments with a ping among them")]
        [DataRow("880203E88101", 1, DisplayName = "a message behind the close frame")]
        [DataRow("8801", 0, DisplayName = "half a close frame")]
        [DataRow("880100", 1, DisplayName = "a close frame of one byte")]
        [DataRow("880203ED", 1, DisplayName = "close code 1005")]
        [DataRow("880303E8FF", 1, DisplayName = "a reason that is not UTF-8")]
        [DataRow("8101FF", 1, DisplayName = "text that is not UTF-8")]
        [DataRow("0101C38001A9", 0, DisplayName = "a character in two fragments")]
        [DataRow("8201FF", 0, DisplayName = "bytes that are not UTF-8")]
        [DataRow("8000", 1, DisplayName = "a continuation of nothing")]
        [DataRow("01008100", 1, DisplayName = "a message in a message")]
        [DataRow("C10141", 1, DisplayName = "a reserved bit")]
        [DataRow("81810000000041", 1, DisplayName = "a masked frame of a server")]
        [DataRow("817E007D", 1, DisplayName = "a length of two bytes that one could hold")]
        [DataRow("817F000000000000FFFF", 1, DisplayName = "a length of eight bytes that two could hold")]
        [DataRow("817F8000000000010000", 1, DisplayName = "a length with the top bit")]
        [DataRow("830141", 1, DisplayName = "a reserved opcode")]
        [DataRow("0901", 1, DisplayName = "a ping in fragments")]
        [DataRow("897E007E", 1, DisplayName = "a ping of 126 bytes")]
        public void ReaderRefusesWhatTheRfcForbids(string sent, int faults)
        {
            int found = 0;
            var reader = new MessageReader(false);
            reader.Append(Convert.FromHexString(sent));
            try
            {
                while (reader.TryRead(out _, out _))
                {
                }
            }
            catch (ProtocolViolationException)
            {
                found++;
            }

            Assert.AreEqual(faults, found);
        }

        /// <summary>The examples of RFC 6455 section 5.7.</summary>
        [TestMethod]
        [DataRow(0x81, "48656C6C6F", "", "810548656C6C6F")]
        [DataRow(0x81, "48656C6C6F", "37FA213D", "818537FA213D7F9F4D5158")]
        [DataRow(0x8A, "48656C6C6F", "37FA213D", "8A8537FA213D7F9F4D5158")]
        public void WriterWritesTheExamplesOfTheRfc(int first, string payload, string key, string frame)
        {
            byte[] written = FrameWriter.Write(first, Convert.FromHexString(payload), Convert.FromHexString(key));
            Assert.AreEqual(frame, Convert.ToHexString(written));
        }

        [TestMethod]
        [DataRow(125, 2)]
        [DataRow(126, 4)]
        [DataRow(65535, 4)]
        [DataRow(65536, 10)]
        public void LengthIsInItsShortestForm(int length, int header)
        {
            byte[] payload = new byte[length];
            Array.Fill(payload, (byte)7);
            byte[] written = new FrameWriter(true).Write(0x82, payload);
            Assert.HasCount(header + 4 + length, written);
            Assert.IsTrue(Frame.TryRead(written, out Frame frame) && frame.IsWhole && frame.FindFault(true, false) == null);
            CollectionAssert.AreEqual(payload, frame.GetPayload());
        }

        [TestMethod]
        [DataRow("", -1)]
        [DataRow("41E282AC", -1)]
        [DataRow("F490", 1)]
        [DataRow("E2", -1)]
        [DataRow("41EDA080", 2)]
        [DataRow("80", 0)]
        [DataRow("41C0AF", 1)]
        [DataRow("E28241", 2)]
        [DataRow("F0908041", 3)]
        public void ScanFindsTheVeryOctet(string hex, int index)
        {
            Assert.AreEqual(index, Utf8Scan.FindFailure(Convert.FromHexString(hex), false));
        }

        /// <summary>The example of RFC 6455 section 1.3.</summary>
        [TestMethod]
        public void AcceptIsThatOfTheRfc()
        {
            Assert.AreEqual("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", OpeningHandshake.AcceptOf(OpeningHandshake.SampleKey));
        }
    }
}
