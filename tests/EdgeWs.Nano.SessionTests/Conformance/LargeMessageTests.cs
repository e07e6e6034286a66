using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Sections 9 and 10 of the public suite at the size of a device: large messages, many frames, many pieces.</summary>
    [TestClass]
    public class LargeMessageTests
    {
        private const int Largest = 8192;
        private const int Usual = 4096;

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void OneFrame(bool isClient)
        {
            for (int size = 1024; size <= Largest; size *= 2)
            {
                AssertEchoed(isClient, 0x81, size, size, size);
                AssertEchoed(isClient, 0x82, size, size, size);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ManyFrames(bool isClient)
        {
            for (int fragment = 64; fragment <= Usual; fragment *= 4)
            {
                AssertEchoed(isClient, 0x81, Usual, fragment, Usual);
                AssertEchoed(isClient, 0x82, Usual, fragment, Usual);
            }

            // Section 10: a size that does not divide the message.
            AssertEchoed(isClient, 0x81, Largest, 1300, Largest);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void OneFrameInManyPieces(bool isClient)
        {
            for (int piece = 64; piece <= 1024; piece *= 2)
            {
                AssertEchoed(isClient, 0x81, Usual, Usual, piece);
                AssertEchoed(isClient, 0x82, Usual, Usual, piece);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ManyMessages(bool isClient)
        {
            for (int size = 0; size <= 1024; size = size == 0 ? 16 : size * 4)
            {
                SuitePeer peer = new SuitePeer(isClient);
                byte[] payload = Payload(size);
                byte[] message = Frame(!isClient, 0x82, payload);
                string echo = Bytes.ToHex(Frame(isClient, 0x82, payload));
                for (int i = 0; i < 10; i++)
                {
                    peer.Send(message);
                    Assert.AreEqual(echo, peer.ReadHex());
                }

                peer.AssertEnds();
            }
        }

        private static void AssertEchoed(bool isClient, int first, int size, int fragment, int piece)
        {
            SuitePeer peer = new SuitePeer(isClient);
            byte[] payload = Payload(size);
            for (int offset = 0; offset < size; offset += fragment)
            {
                int count = size - offset < fragment ? size - offset : fragment;
                int opcode = offset == 0 ? first & 0xF : 0;
                int final = offset + count == size ? 0x80 : 0;
                SendInPieces(peer, Frame(!isClient, final | opcode, Bytes.Part(payload, offset, count)), piece);
            }

            Assert.AreEqual(Bytes.ToHex(Frame(isClient, first, payload)), peer.ReadHex());
            peer.AssertEnds();
        }

        private static void SendInPieces(SuitePeer peer, byte[] bytes, int piece)
        {
            for (int offset = 0; offset < bytes.Length; offset += piece)
            {
                peer.Send(Bytes.Part(bytes, offset, bytes.Length - offset < piece ? bytes.Length - offset : piece));
            }
        }

        private static byte[] Frame(bool masked, int first, byte[] payload)
        {
            return masked ? Frames.Masked(first, payload) : Frames.Unmasked(first, payload);
        }

        /// <summary>ASCII, so that it is valid as text too.</summary>
        private static byte[] Payload(int size)
        {
            byte[] payload = new byte[size];
            for (int i = 0; i < size; i++)
            {
                payload[i] = (byte)('!' + i % 90);
            }

            return payload;
        }
    }
}
