using System;
using System.Collections;
using System.Reflection;
using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Writes JSON (RFC 8259): strings, numbers, booleans, null, times, bytes, and dictionaries and lists of those.
    /// </summary>
    internal static class JsonWriter
    {
        // Levels of arrays and objects. It stops a graph that contains itself before the device runs out of memory.
        private const int MaxDepth = 16;

        /// <summary>Writes a value.</summary>
        /// <param name="value">
        /// The value. A character becomes a string; NaN and the infinities become null, as in JavaScript; a DateTime
        /// becomes an ISO 8601 string and is taken as UTC, which all times of the device are; bytes become a base64
        /// string; a Hashtable or other dictionary becomes an object, any other IEnumerable an array.
        /// </param>
        /// <param name="formatter">What writes every other object, or null.</param>
        /// <returns>The JSON text.</returns>
        /// <exception cref="NotSupportedException">Neither this class nor the formatter can write an object.</exception>
        /// <exception cref="InvalidOperationException">Arrays and objects nest deeper than 16 levels.</exception>
        internal static string Write(object value, WsFormatter formatter)
        {
            StringBuilder json = new StringBuilder();
            Append(json, value, formatter, 0);

            return json.ToString();
        }

        private static void Append(StringBuilder json, object value, WsFormatter formatter, int depth)
        {
            string text = value == null ? "null" : PayloadText.FromNumberOrBoolean(value);

            if (text != null)
            {
                json.Append(text);
                return;
            }

            switch (value)
            {
                case string or char:
                    AppendString(json, value.ToString());
                    return;

                case DateTime time:
                    // "s" is the one format with a T that no culture of a PC changes.
                    AppendString(json, time.ToString("s") + "." + (1000 + time.Millisecond).ToString().Substring(1) + "Z");
                    return;

                case byte[] bytes:
                    // The device would make a text of stray memory from no bytes.
                    AppendString(json, bytes.Length == 0 ? "" : Convert.ToBase64String(bytes));
                    return;

                case IEnumerable values:
                    Check.State(depth < MaxDepth, Words.ValueDepth);
                    AppendAll(json, values, formatter, depth + 1);
                    return;
            }

            text = formatter == null ? null : formatter(value);

            if (text == null)
            {
                throw new NotSupportedException(Words.ValueType);
            }

            json.Append(text);
        }

        private static void AppendAll(StringBuilder json, IEnumerable values, WsFormatter formatter, int depth)
        {
            // By its methods, because to name IDictionary would have every device deploy System.Collections, dictionaries or not.
            Type type = values.GetType();
            MethodInfo keys = type.GetMethod("get_Keys");
            MethodInfo item = keys == null ? null : type.GetMethod("get_Item");
            char separator = item != null ? '{' : '[';

            // By key, because what the enumerator of a dictionary yields differs between the device and a PC.
            foreach (object element in item != null ? (IEnumerable)keys.Invoke(values, null) : values)
            {
                json.Append(separator);
                separator = ',';

                if (item != null)
                {
                    AppendString(json, PayloadText.ToText(element) ?? element.ToString());
                    json.Append(':');
                }

                Append(json, item != null ? item.Invoke(values, new object[] { element }) : element, formatter, depth);
            }

            if (separator != ',')
            {
                json.Append(separator);
            }

            json.Append(item != null ? '}' : ']');
        }

        private static void AppendString(StringBuilder json, string value)
        {
            // An index into a string costs the device a walk from its start, an index into an array does not.
            char[] chars = value.ToCharArray();
            int start = 0;

            json.Append('"');

            for (int i = 0; i < chars.Length; i++)
            {
                char c = chars[i];

                if (c >= ' ' && c != '"' && c != '\\')
                {
                    continue;
                }

                json.Append(chars, start, i - start);
                start = i + 1;

                int letter = "\"\\\n\r\t".IndexOf(c);
                json.Append('\\');
                json.Append(letter < 0 ? "u" + ((int)c).ToString("X4") : "\"\\nrt".Substring(letter, 1));
            }

            json.Append(chars, start, chars.Length - start);
            json.Append('"');
        }
    }
}
