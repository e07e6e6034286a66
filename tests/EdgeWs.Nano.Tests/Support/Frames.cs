namespace EdgeWs.Nano.Tests
{
    /// <summary>Frames as a peer of the code under test sends them, written here by hand and not by that code.</summary>
    internal static class Frames
    {
        private static readonly byte[] s_key = { 0x37, 0xFA, 0x21, 0x3D };

        /// <summary>A frame of a server.</summary>
        /// <param name="first">The first byte: FIN, reserved bits, opcode.</param>
        /// <param name="payload">The payload.</param>
        internal static byte[] Unmasked(int first, byte[] payload) =>
            Bytes.Concat(Header(first, payload.Length, false), payload);

        /// <summary>A frame of a client, with the masking key of the examples in RFC 6455 section 5.7.</summary>
        /// <param name="first">The first byte: FIN, reserved bits, opcode.</param>
        /// <param name="payload">The payload, which is not changed.</param>
        internal static byte[] Masked(int first, byte[] payload)
        {
            byte[] masked = new byte[payload.Length];
            for (int i = 0; i < masked.Length; i++)
            {
                masked[i] = (byte)(payload[i] ^ s_key[i % 4]);
            }

            return Bytes.Concat(Bytes.Concat(Header(first, payload.Length, true), s_key), masked);
        }

        /// <summary>A header without the masking key.</summary>
        internal static byte[] Header(int first, int length, bool masked)
        {
            int mask = masked ? 0x80 : 0;
            if (length < 126)
            {
                return new byte[] { (byte)first, (byte)(mask | length) };
            }

            if (length < 65536)
            {
                return new byte[] { (byte)first, (byte)(mask | 126), (byte)(length >> 8), (byte)length };
            }

            return new byte[]
            {
                (byte)first, (byte)(mask | 127), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length,
            };
        }
    }
}
