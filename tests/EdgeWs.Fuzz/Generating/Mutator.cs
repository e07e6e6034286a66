using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>Changes inputs without knowing what they mean.</summary>
    internal static class Mutator
    {
        private const int MaxSize = 8192;

        private static readonly byte[] s_telling =
        {
            0, 1, 2, 8, 9, 10, 13, 32, 58, 0x7D, 0x7E, 0x7F, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8A, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xFD, 0xFE, 0xFF,
        };

        /// <summary>Makes one to eight changes.</summary>
        /// <param name="input">What to begin with; it is not changed.</param>
        /// <param name="other">Another input, of which parts may be taken.</param>
        /// <param name="random">Decides everything.</param>
        internal static byte[] Mutate(byte[] input, byte[] other, Random random)
        {
            List<byte> bytes = new List<byte>(input);
            for (int changes = 1 << random.Next(4); changes > 0; changes--)
            {
                Change(bytes, other, random);
            }

            if (bytes.Count > MaxSize)
            {
                bytes.RemoveRange(MaxSize, bytes.Count - MaxSize);
            }

            return bytes.ToArray();
        }

        private static void Change(List<byte> bytes, byte[] other, Random random)
        {
            if (bytes.Count == 0)
            {
                bytes.AddRange(random.Bytes(1 + random.Next(8)));
                return;
            }

            int at = random.Next(bytes.Count);
            int count = Math.Min(1 << random.Next(7), bytes.Count - at);
            switch (random.Next(10))
            {
                case 0:
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes[at] = random.Pick(s_telling);
                    break;
                case 4:
                    bytes[at] += (byte)random.Next(-8, 9);
                    break;
                case 5:
                    bytes.RemoveRange(at, count);
                    break;
                case 6:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, count));
                    break;
                case 7:
                    bytes.Insert(at, random.Pick(s_telling));
                    break;
                case 8 when random.OneIn(4):
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    TakeFrom(bytes, at, other, random);
                    break;
            }
        }

        private static void TakeFrom(List<byte> bytes, int at, byte[] other, Random random)
        {
            if (other.Length == 0)
            {
                return;
            }

            int from = random.Next(other.Length);
            int count = random.OneIn(2) ? other.Length - from : Math.Min(1 << random.Next(7), other.Length - from);
            if (random.OneIn(2))
            {
                bytes.RemoveRange(at, Math.Min(count, bytes.Count - at));
            }

            bytes.InsertRange(at, other.AsSpan(from, count).ToArray());
        }
    }
}
