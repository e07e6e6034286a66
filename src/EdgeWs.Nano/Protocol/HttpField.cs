using System;

namespace EdgeWs.Nano
{
    /// <summary>Header fields that an application adds, RFC 7230 section 3.2.</summary>
    internal static class HttpField
    {
        /// <summary>Makes a header line of a field.</summary>
        /// <param name="field">Name, colon, value.</param>
        /// <exception cref="ArgumentException">It is not one well-formed field; a line end in it would smuggle in another.</exception>
        internal static string Line(string field)
        {
            byte[] text = TextEncoding.Utf8.GetBytes(field);
            int colon = Ascii.IndexOf(text, Ascii.Colon, 0, text.Length);
            Check.Argument(colon < text.Length && Ascii.IsToken(text, 0, colon) && Ascii.IsFieldValue(text, colon, text.Length), Words.Field);
            return field + "\r\n";
        }

        /// <summary>Checks the value of a field.</summary>
        /// <returns>The value.</returns>
        /// <exception cref="ArgumentException">It is not well-formed.</exception>
        internal static string Value(string value)
        {
            // As bytes: the device's search in a string ends at a character of four bytes, and would not see a line end behind it.
            byte[] text = TextEncoding.Utf8.GetBytes(value);
            Check.Argument(Ascii.IsFieldValue(text, 0, text.Length), Words.Field);
            return value;
        }

        /// <summary>Refuses a field that the handshake makes itself: a second one would spoil it.</summary>
        /// <exception cref="ArgumentException">It is one.</exception>
        internal static void RefuseOwn(string field)
        {
            string name = field.Substring(0, field.IndexOf(':')).ToLower();

            // Written as elsewhere, because equal texts are in flash only once.
            Check.Argument(name != "Host".ToLower() && name != "Upgrade".ToLower() && name != "Connection".ToLower()
                && name != "Content-Length".ToLower() && name != "Transfer-Encoding".ToLower()
                && name.IndexOf("Sec-WebSocket-".ToLower()) != 0, Words.OwnField);
        }

        /// <summary>Checks the names of subprotocols, RFC 6455 section 4.1: tokens, none twice.</summary>
        /// <returns>The names; an empty array for null.</returns>
        /// <exception cref="ArgumentException">A name is not valid.</exception>
        internal static string[] CheckProtocols(string[] names)
        {
            names ??= new string[0];
            for (int i = 0; i < names.Length; i++)
            {
                byte[] text = TextEncoding.Utf8.GetBytes(names[i] ?? string.Empty);
                Check.Argument(Ascii.IsToken(text, 0, text.Length) && Array.IndexOf(names, names[i]) == i, Words.Subprotocols);
            }

            return names;
        }
    }
}
