using System;
using System.Text;

namespace EdgeWs.Fuzz
{
    /// <summary>Payloads as they are, and as they should not be.</summary>
    internal static class PayloadGenerator
    {
        /// <summary>The lengths at which something changes come often.</summary>
        internal static int Length(Random random)
        {
            return random.Next(20) switch
            {
                < 10 => random.Next(20),
                < 14 => random.Next(130),
                < 16 => random.Pick(124, 125, 126, 127, 128),
                < 18 => random.Pick(299, 300, 301),
                18 => random.Next(3000),
                _ => random.OneIn(50) ? random.Pick(16383, 16384, 16385, 65535, 65536) : random.Next(1400, 2100),
            };
        }

        internal static byte[] Text(Random random, int length)
        {
            byte[] text = ValidText(random, length);
            if (length > 0 && random.OneIn(12))
            {
                text[random.Next(length)] = (byte)random.Next(0x80, 0x100);
            }

            return text;
        }

        /// <summary>So many bytes of UTF-8, of one to four bytes a character.</summary>
        internal static byte[] ValidText(Random random, int length)
        {
            ByteWriter writer = new ByteWriter();
            Span<byte> bytes = stackalloc byte[4];
            int left = length;
            int shape = random.Next(3);
            while (left > 0)
            {
                Rune rune = shape == 0 ? new Rune(random.Next(0x20, 0x7F)) : NextRune(random);
                if (rune.Utf8SequenceLength <= left)
                {
                    int count = rune.EncodeToUtf8(bytes);
                    writer.Write(bytes.Slice(0, count));
                    left -= count;
                }
            }

            return writer.ToArray();
        }

        /// <summary>The payload of a close frame.</summary>
        internal static byte[] Close(Random random)
        {
            ByteWriter writer = new ByteWriter();
            if (random.OneIn(12))
            {
                return random.Bytes(random.Next(3));
            }

            if (!random.OneIn(5))
            {
                int code = random.Next(8) switch
                {
                    < 4 => random.Pick(1000, 1001, 1011, 3000, 4999),
                    < 7 => random.Next(998, 1018),
                    _ => random.Pick(0, 2999, 3000, 5000, 65535, random.Next(65536)),
                };
                writer.Write(code, 2);
                writer.Write(Text(random, random.OneIn(8) ? random.Next(120, 124) : random.Next(20)));
            }

            return writer.ToArray();
        }

        private static Rune NextRune(Random random)
        {
            int value = random.Next(10) switch
            {
                < 3 => random.Next(0x80),
                < 5 => random.Next(0x80, 0x800),
                < 7 => random.Next(0x800, 0x10000),
                7 => random.Next(0x10000, 0x110000),
                _ => random.Pick(0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000, 0x10FFFF),
            };
            return Rune.IsValid(value) ? new Rune(value) : new Rune(0xFFFD);
        }
    }
}
