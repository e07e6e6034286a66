using System;

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
        /// True when the bytes, as they are then, are known to be ASCII: who unmasks a text need not look at it again.
        /// </returns>
        internal static bool Apply(byte[] buffer, int offset, int count, int key)
        {
            if (key == 0)
            {
                return false;
            }

            // Eight bytes a turn, read by the platform in one go and written one by one: 11 instructions a byte.
            long keys = ((long)key << 32) | (uint)key;
            long seen = 0;
            int end = offset + count;
            int lastEight = end - 8;
            while (offset <= lastEight)
            {
                long eight = BitConverter.ToInt64(buffer, offset) ^ keys;
                seen |= eight;
                buffer[offset] = (byte)eight;
                buffer[offset + 1] = (byte)(eight >> 8);
                buffer[offset + 2] = (byte)(eight >> 16);
                buffer[offset + 3] = (byte)(eight >> 24);
                buffer[offset + 4] = (byte)(eight >> 32);
                buffer[offset + 5] = (byte)(eight >> 40);
                buffer[offset + 6] = (byte)(eight >> 48);
                buffer[offset + 7] = (byte)(eight >> 56);
                offset += 8;
            }

            while (offset < end)
            {
                byte one = (byte)(buffer[offset] ^ keys);
                seen |= one;
                buffer[offset++] = one;
                keys >>= 8;
            }

            return (seen & Utf8Validator.NotAscii) == 0;
        }

        /// <summary>The key in the phase at which the next byte continues after <paramref name="count"/> bytes of a payload.</summary>
        internal static int Rotate(int key, int count)
        {
            int bits = count << 3;
            return (int)((uint)key >> bits) | (key << -bits);
        }
    }
}
