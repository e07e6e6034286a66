using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Frames as they are written, RFC 6455 sections 5.2 and 5.7.</summary>
    [TestClass]
    public class FrameEncoderTests
    {
        // 37 FA 21 3D on the wire.
        private const int Key = 0x3D21FA37;

        [TestMethod]
        public void WritesTheExamplesOfTheRfc()
        {
            byte[] hello = Bytes.FromHex("48656C6C6F");
            Assert.AreEqual("810548656C6C6F", Encode(Opcode.Text, 0, hello));
            Assert.AreEqual("818537FA213D7F9F4D5158", Encode(Opcode.Text, FrameEncoder.Masked, hello));
            Assert.AreEqual("890548656C6C6F", Encode(Opcode.Ping, 0, hello));
            Assert.AreEqual("8A8537FA213D7F9F4D5158", Encode(Opcode.Pong, FrameEncoder.Masked, hello));
        }

        [TestMethod]
        public void WritesFramesWithoutPayload()
        {
            Assert.AreEqual("8200", Encode(Opcode.Binary, 0, new byte[0]));
            Assert.AreEqual("888037FA213D", Encode(Opcode.Close, FrameEncoder.Masked, new byte[0]));
        }

        [TestMethod]
        public void WritesAllLengthForms()
        {
            CheckHeader(0, "8200");
            CheckHeader(1, "8201");
            CheckHeader(125, "827D");
            CheckHeader(126, "827E007E");
            CheckHeader(127, "827E007F");
            CheckHeader(256, "827E0100");
            CheckHeader(65535, "827EFFFF");
            CheckHeader(65536, "827F0000000000010000");
            CheckHeader(0x12345678, "827F0000000012345678");
            CheckHeader(int.MaxValue - 14, "827F000000007FFFFFF1");
        }

        [TestMethod]
        public void WritesPiecesOfAnySize()
        {
            byte[] payload = Bytes.FromHex("000102030405060708090A0B0C0D0E0F");
            string unmasked = "8210000102030405060708090A0B0C0D0E0F";
            string masked = "829037FA213D37FB233E33FF273A3FF32B363BF72F32";
            for (int size = 1; size <= 17; size++)
            {
                Assert.AreEqual(unmasked, EncodeInPieces(0, payload, 0, 16, size));
                Assert.AreEqual(masked, EncodeInPieces(FrameEncoder.Masked, payload, 0, 16, size));
            }
        }

        [TestMethod]
        public void LeavesThePayloadUntouched()
        {
            byte[] payload = Bytes.FromHex("FF48656C6C6FFF");
            Assert.AreEqual("828537FA213D7F9F4D5158", EncodeInPieces(FrameEncoder.Masked, payload, 1, 5, 3));
            Assert.AreEqual("FF48656C6C6FFF", Bytes.ToHex(payload));
        }

        [TestMethod]
        public void TakesAKeyForEveryMaskedFrameAndNoneForOthers()
        {
            int keys = 0;
            FrameEncoder encoder = new FrameEncoder(() => ++keys);
            byte[] target = new byte[14];
            encoder.Begin(Opcode.Final | Opcode.Text, 0, new byte[0], 0, 0, target);
            Assert.AreEqual(0, keys);
            Assert.AreEqual(6, encoder.Begin(Opcode.Final | Opcode.Text, FrameEncoder.Masked, new byte[0], 0, 0, target));
            Assert.AreEqual("818001000000", Bytes.ToHex(Bytes.Part(target, 0, 6)));
            Assert.AreEqual(6, encoder.Begin(Opcode.Final | Opcode.Text, FrameEncoder.Masked, new byte[0], 0, 0, target));
            Assert.AreEqual("818002000000", Bytes.ToHex(Bytes.Part(target, 0, 6)));
        }

        [TestMethod]
        public void UsesNoKeyOfAnEarlierFrame()
        {
            FrameEncoder encoder = new FrameEncoder(() => Key);
            byte[] target = new byte[20];
            Assert.AreEqual(8, encoder.Begin(Opcode.Final | Opcode.Text, FrameEncoder.Masked, Bytes.FromHex("4142"), 0, 2, target));
            Assert.AreEqual(4, encoder.Begin(Opcode.Final | Opcode.Text, 0, Bytes.FromHex("4142"), 0, 2, target));
            Assert.AreEqual("81024142", Bytes.ToHex(Bytes.Part(target, 0, 4)));
        }

        [TestMethod]
        public void TellsWhatRemains()
        {
            FrameEncoder encoder = new FrameEncoder(() => Key);
            byte[] target = new byte[16];
            Assert.AreEqual(16, encoder.Begin(Opcode.Final | Opcode.Binary, FrameEncoder.Masked, new byte[30], 0, 30, target));
            Assert.AreEqual(20, encoder.Remaining);
            Assert.AreEqual(16, encoder.Fill(target, 0));
            Assert.AreEqual(4, encoder.Fill(target, 0));
            Assert.AreEqual(0, encoder.Remaining);
            Assert.AreEqual(0, encoder.Fill(target, 0));
        }

        private static void CheckHeader(int count, string expected)
        {
            FrameEncoder encoder = new FrameEncoder(() => Key);
            byte[] payload = new byte[12];
            byte[] target = Bytes.Fill(0xEE, 14);
            int length = expected.Length / 2;
            int written = encoder.Begin(Opcode.Final | Opcode.Binary, 0, payload, 0, count, target);
            Assert.AreEqual(expected, Bytes.ToHex(Bytes.Part(target, 0, length)));
            Assert.AreEqual(length + count, written + encoder.Remaining);
            Assert.AreEqual(length + count, FrameEncoder.FrameLength(count, 0));

            target = Bytes.Fill(0xEE, 14);
            length += 4;
            written = encoder.Begin(Opcode.Final | Opcode.Binary, FrameEncoder.Masked, payload, 0, count, target);
            byte[] header = Bytes.FromHex(expected + "37FA213D");
            header[1] |= 0x80;
            Assert.AreEqual(Bytes.ToHex(header), Bytes.ToHex(Bytes.Part(target, 0, length)));
            Assert.AreEqual(length + count, written + encoder.Remaining);
            Assert.AreEqual(length + count, FrameEncoder.FrameLength(count, FrameEncoder.Masked));
        }

        private static string Encode(int opcode, int masking, byte[] payload)
        {
            FrameEncoder encoder = new FrameEncoder(() => Key);
            byte[] target = new byte[20];
            int length = encoder.Begin(Opcode.Final | opcode, masking, payload, 0, payload.Length, target);
            Assert.AreEqual(0, encoder.Remaining);
            return Bytes.ToHex(Bytes.Part(target, 0, length));
        }

        private static string EncodeInPieces(int masking, byte[] payload, int offset, int count, int size)
        {
            FrameEncoder encoder = new FrameEncoder(() => Key);
            byte[] frame = new byte[14];
            int length = encoder.Begin(Opcode.Final | Opcode.Binary, masking, payload, offset, count, frame);
            frame = Bytes.Part(frame, 0, length);
            byte[] piece = new byte[size];
            while ((length = encoder.Fill(piece, 0)) > 0)
            {
                frame = Bytes.Concat(frame, Bytes.Part(piece, 0, length));
            }

            return Bytes.ToHex(frame);
        }
    }
}
