using System;

namespace EdgeWs.Nano
{
    /// <summary>What HTTP does with bytes as characters, RFC 7230 sections 3.2 and 7.</summary>
    internal static class Ascii
    {
        // To look for: as objects, which is what the platform's own search takes.
        internal static readonly object Blank = (byte)' ';
        internal static readonly object Colon = (byte)':';
        internal static readonly object Comma = (byte)',';
        internal static readonly object LineFeed = (byte)'\n';

        // Of each of eight bytes in a row: the high bit, one, a blank, and the last of the control characters, DEL.
        private const long HighBits = unchecked((long)0x8080808080808080);
        private const long Ones = 0x0101010101010101;
        private const long Blanks = 0x2020202020202020;
        private const long Deletes = 0x7F7F7F7F7F7F7F7F;

        /// <summary>Compares letters without regard to case.</summary>
        internal static bool EqualsIgnoreCase(byte[] text, int offset, int count, byte[] other)
        {
            if (count != other.Length)
            {
                return false;
            }

            // By fours, as far as they are the same to the letter.
            int i = 0;
            while (i <= count - 4 && BitConverter.ToInt32(text, offset + i) == BitConverter.ToInt32(other, i))
            {
                i += 4;
            }

            for (; i < count; i++)
            {
                int a = text[offset + i];
                int b = other[i];
                if (a != b)
                {
                    a |= 0x20;
                    if (a != (b | 0x20) || a < 'a' || a > 'z')
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        /// <summary>Finds a byte.</summary>
        /// <param name="text">Where to look.</param>
        /// <param name="value">The byte; one of the constants above.</param>
        /// <param name="start">Where to begin.</param>
        /// <param name="end">Where to end.</param>
        /// <returns>Its index, or <paramref name="end"/>.</returns>
        internal static int IndexOf(byte[] text, object value, int start, int end)
        {
            // Native, where a loop would cost several instructions a byte.
            int index = start < end ? Array.IndexOf(text, value, start, end - start) : -1;
            return index < 0 ? end : index;
        }

        /// <summary>Leaves out spaces and tabs on both sides of a field value, which has nothing else below them.</summary>
        /// <returns>The new end.</returns>
        internal static int Trim(byte[] text, ref int start, int end)
        {
            int first = start;
            while (first < end && text[first] <= ' ')
            {
                first++;
            }

            start = first;
            while (end > first && text[end - 1] <= ' ')
            {
                end--;
            }

            return end;
        }

        /// <summary>Whether the bytes are a token: one or more visible characters that are no separators.</summary>
        internal static bool IsToken(byte[] text, int start, int end)
        {
            if (start >= end)
            {
                return false;
            }

            // Letters by fours: where a byte is below an a or above a z, one of the differences has a high bit.
            for (int next = start; start < end; start++)
            {
                if (start == next && start <= end - 4)
                {
                    next += 4;
                    int letters = BitConverter.ToInt32(text, start) | 0x20202020;
                    if (((letters - 0x61616161 | 0x7A7A7A7A - letters) & unchecked((int)0x80808080)) == 0)
                    {
                        start += 3;
                        continue;
                    }
                }

                byte c = text[start];
                if ((uint)((c | 0x20) - 'a') > 'z' - 'a' && (uint)(c - '0') > 9 && "!#$%&'*+-.^_`|~".IndexOf((char)c) < 0)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a character is a letter or a digit of ASCII.</summary>
        internal static bool IsLetterOrDigit(char c)
        {
            int lower = c | 0x20;
            return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
        }

        /// <summary>Whether a field value may hold the bytes: no control characters but the tab.</summary>
        internal static bool IsFieldValue(byte[] text, int start, int end)
        {
            // Eight bytes at a time, some of the first perhaps twice. Subtracting borrows from the high bit, which no byte of ASCII
            // has, where a byte is below the blank, or DEL.
            int last = end - 8;
            int odd = (end - start) & 7;
            for (int step = odd == 0 ? 8 : odd; start <= last; start += step, step = 8)
            {
                long bytes = BitConverter.ToInt64(text, start);
                if ((((bytes - Blanks) | ((bytes ^ Deletes) - Ones)) & ~bytes & HighBits) != 0)
                {
                    break;
                }
            }

            for (; start < end; start++)
            {
                byte c = text[start];
                if ((c < ' ' && c != '\t') || c == 0x7F)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether the bytes are visible characters: one or more, no blanks, none beyond ASCII.</summary>
        internal static bool IsVisible(byte[] text, int start, int end)
        {
            bool isVisible = start < end;
            for (; start < end; start++)
            {
                isVisible &= text[start] > ' ' && text[start] < 0x7F;
            }

            return isVisible;
        }

        /// <summary>Makes a string of UTF-8, or of ISO 8859-1 where it is no UTF-8.</summary>
        internal static string GetString(byte[] text, int offset, int count)
        {
            if (count == 0)
            {
                return string.Empty;
            }

            if (Utf8Validator.Validate(Utf8Validator.Accept, text, offset, count) == Utf8Validator.Accept)
            {
                return TextEncoding.Utf8.GetString(text, offset, count);
            }

            char[] chars = new char[count];
            for (int i = 0; i < count; i++)
            {
                chars[i] = (char)text[offset + i];
            }

            return new string(chars);
        }
    }
}
