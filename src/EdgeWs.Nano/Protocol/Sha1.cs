using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// SHA-1 (FIPS 180-4), which .NET nanoFramework does not have and RFC 6455 asks for in the opening handshake.
    /// </summary>
    /// <remarks>
    /// The handshake uses it to prove that the server speaks WebSocket, not to keep a secret, so that SHA-1 is broken
    /// for signatures does not matter here. Do not use it for anything else.
    /// </remarks>
    internal static class Sha1
    {
        /// <summary>Computes the 20 bytes of the digest of a part of an array.</summary>
        /// <param name="data">The array that holds the message.</param>
        /// <param name="offset">Where the message starts.</param>
        /// <param name="count">The length of the message in bytes.</param>
        /// <returns>The digest, in a new array.</returns>
        internal static byte[] ComputeHash(byte[] data, int offset, int count)
        {
            // The message, the bit 1, zeros up to a whole block, and in the last eight bytes the length in bits.
            byte[] padded = new byte[(count + 72) / 64 * 64];
            Array.Copy(data, offset, padded, 0, count);
            padded[count] = 0x80;

            int last = padded.Length;

            for (long bits = (long)count << 3; bits != 0; bits >>= 8)
            {
                padded[--last] = (byte)bits;
            }

            // One by one: an initializer would cost the PE file a type, a field and their names.
            uint[] state = new uint[5];
            state[0] = 0x67452301;
            state[1] = 0xEFCDAB89;
            state[2] = 0x98BADCFE;
            state[3] = 0x10325476;
            state[4] = 0xC3D2E1F0;

            // The schedule looks back 16 words at most: a ring of 16 does instead of the 80 words of the standard.
            uint[] ring = new uint[16];

            for (int block = 0; block < padded.Length;)
            {
                uint a = state[0];
                uint b = state[1];
                uint c = state[2];
                uint d = state[3];
                uint e = state[4];

                for (int round = 0; round < 80; round++)
                {
                    uint word;

                    if (round < 16)
                    {
                        word = (uint)((padded[block] << 24) | (padded[block + 1] << 16)
                            | (padded[block + 2] << 8) | padded[block + 3]);
                        block += 4;
                    }
                    else
                    {
                        word = ring[(round + 13) & 15] ^ ring[(round + 8) & 15]
                            ^ ring[(round + 2) & 15] ^ ring[round & 15];
                        word = (word << 1) | (word >> 31);
                    }

                    ring[round & 15] = word;
                    word += ((a << 5) | (a >> 27)) + e;

                    if (round < 20)
                    {
                        word += (d ^ (b & (c ^ d))) + 0x5A827999;
                    }
                    else if (round < 40)
                    {
                        word += (b ^ c ^ d) + 0x6ED9EBA1;
                    }
                    else if (round < 60)
                    {
                        word += ((b & c) | (d & (b | c))) + 0x8F1BBCDC;
                    }
                    else
                    {
                        word += (b ^ c ^ d) + 0xCA62C1D6;
                    }

                    e = d;
                    d = c;
                    c = (b << 30) | (b >> 2);
                    b = a;
                    a = word;
                }

                state[0] += a;
                state[1] += b;
                state[2] += c;
                state[3] += d;
                state[4] += e;
            }

            byte[] digest = new byte[20];

            for (int i = 0; i < 20; i++)
            {
                digest[i] = (byte)(state[i >> 2] >> (24 - ((i & 3) << 3)));
            }

            return digest;
        }
    }
}
