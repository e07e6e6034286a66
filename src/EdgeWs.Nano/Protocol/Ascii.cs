using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>What HTTP does with bytes as characters, RFC 7230 sections 3.2 and 7.</summary>
    internal static class Ascii
    {
        /// <summary>Compares letters without regard to case.</summary>
        internal static bool EqualsIgnoreCase(byte[] text, int offset, int count, byte[] other)
        {
            if (count != other.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
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
        /// <returns>Its index, or <paramref name="end"/>.</returns>
        internal static int IndexOf(byte[] text, byte value, int start, int end)
        {
            while (start < end && text[start] != value)
            {
                start++;
            }

            return start;
        }

        /// <summary>Leaves out spaces and tabs on both sides.</summary>
        /// <returns>The new end.</returns>
        internal static int Trim(byte[] text, ref int start, int end)
        {
            while (start < end && IsBlank(text[start]))
            {
                start++;
            }

            while (end > start && IsBlank(text[end - 1]))
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

            for (; start < end; start++)
            {
                byte c = text[start];
                bool isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
                if (!isLetter && (c < '0' || c > '9') && "!#$%&'*+-.^_`|~".IndexOf((char)c) < 0)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a field value may hold the bytes: no control characters but the tab.</summary>
        internal static bool IsFieldValue(byte[] text, int start, int end)
        {
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
                return Encoding.UTF8.GetString(text, offset, count);
            }

            char[] chars = new char[count];
            for (int i = 0; i < count; i++)
            {
                chars[i] = (char)text[offset + i];
            }

            return new string(chars);
        }

        private static bool IsBlank(byte c)
        {
            return c == ' ' || c == '\t';
        }
    }
}
