using System;
using System.Text;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Bytes as tests write and read them.</summary>
    internal static class Bytes
    {
        /// <summary>Bytes of hexadecimal digits; spaces are passed over.</summary>
        internal static byte[] FromHex(string hex)
        {
            char[] chars = hex.ToCharArray();
            byte[] bytes = new byte[chars.Length / 2];
            int count = 0;
            int high = -1;
            foreach (char c in chars)
            {
                if (c == ' ')
                {
                    continue;
                }

                int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
                if (high < 0)
                {
                    high = digit;
                }
                else
                {
                    bytes[count++] = (byte)(high * 16 + digit);
                    high = -1;
                }
            }

            return Part(bytes, 0, count);
        }

        /// <summary>Hexadecimal digits, two a byte, upper case, without spaces.</summary>
        internal static string ToHex(byte[] bytes)
        {
            StringBuilder hex = new StringBuilder();
            foreach (byte b in bytes)
            {
                hex.Append(b.ToString("X2"));
            }

            return hex.ToString();
        }

        internal static byte[] FromText(string text) => Encoding.UTF8.GetBytes(text);

        internal static string ToText(byte[] bytes) =>
            bytes.Length == 0 ? string.Empty : Encoding.UTF8.GetString(bytes, 0, bytes.Length);

        internal static byte[] Concat(byte[] first, byte[] second)
        {
            byte[] all = new byte[first.Length + second.Length];
            Array.Copy(first, 0, all, 0, first.Length);
            Array.Copy(second, 0, all, first.Length, second.Length);
            return all;
        }

        internal static byte[] Part(byte[] bytes, int offset, int count)
        {
            byte[] part = new byte[count];
            Array.Copy(bytes, offset, part, 0, count);
            return part;
        }

        /// <summary>An array of one value.</summary>
        internal static byte[] Fill(byte value, int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = value;
            }

            return bytes;
        }
    }
}
