using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Sections 9 and 10 of the public suite at the size of a device: large messages, many frames, many pieces.</summary>
    [TestClass]
    public class LargeMessageTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void LargeMessages(bool isClient)
        {
            // The sizes of the message, of its frames, and of the pieces in which TCP brings them.
            AssertEchoed(isClient, 1024, 1024, 1024);
            AssertEchoed(isClient, 8192, 8192, 8192);
            AssertEchoed(isClient, 4096, 64, 4096);
            AssertEchoed(isClient, 4096, 1024, 4096);
            AssertEchoed(isClient, 8192, 1300, 8192);
            AssertEchoed(isClient, 4096, 4096, 64);
            AssertEchoed(isClient, 4096, 4096, 1024);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void ManyMessages(bool isClient)
        {
            for (int size = 0; size <= 1024; size = size == 0 ? 16 : size * 4)
            {
                TestEnd end = SuitePeer.Open(isClient);
                string echo = Echo(isClient, 0x82, Payload(size));
                for (int i = 0; i < 10; i++)
                {
                    end.Give(0x82, Payload(size));
                    Assert.AreEqual(echo, end.Peer.ReadHex());
                }

                SuitePeer.AssertEnds(end);
            }
        }

        private static void AssertEchoed(bool isClient, int size, int fragment, int piece)
        {
            byte[] payload = Payload(size);
            for (int opcode = 1; opcode <= 2; opcode++)
            {
                TestEnd end = SuitePeer.Open(isClient);
                for (int offset = 0; offset < size; offset += fragment)
                {
                    int count = size - offset < fragment ? size - offset : fragment;
                    int final = offset + count == size ? 0x80 : 0;
                    end.GiveInPieces(end.Frame(final | (offset == 0 ? opcode : 0), Bytes.Part(payload, offset, count)), piece);
                }

                Assert.AreEqual(Echo(isClient, 0x80 | opcode, payload), end.Peer.ReadHex());
                SuitePeer.AssertEnds(end);
            }
        }

        private static string Echo(bool isClient, int first, byte[] payload) =>
            Bytes.ToHex(isClient ? Frames.Masked(first, payload) : Frames.Unmasked(first, payload));

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
