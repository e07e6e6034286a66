using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EdgeWs.Testing.Wire
{
    /// <summary>The head of an HTTP/1.1 message as text, RFC 7230 section 3.</summary>
    internal sealed class HttpText
    {
        private const string Separators = "()<>@,;:\\\"/[]?={} \t";

        private readonly List<KeyValuePair<string, string>> _fields = new List<KeyValuePair<string, string>>();

        private HttpText()
        {
        }

        internal string StartLine { get; private init; }

        /// <summary>Names and values, the bytes as ISO 8859-1.</summary>
        internal IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

        /// <summary>The bytes up to the end of the blank line, empty lines before the start line included.</summary>
        internal int Size { get; private init; }

        /// <summary>Reads a head.</summary>
        /// <returns>The head, or null when it is not complete or not well-formed.</returns>
        internal static HttpText Read(ReadOnlySpan<byte> bytes)
        {
            int start = 0;
            while (bytes.Slice(start).StartsWith("\r\n"u8))
            {
                start += 2;
            }

            int length = bytes.Slice(start).IndexOf("\r\n\r\n"u8);
            if (length < 0)
            {
                return null;
            }

            string[] lines = Encoding.Latin1.GetString(bytes.Slice(start, length)).Split("\r\n");
            var head = new HttpText { StartLine = lines[0], Size = start + length + 4 };
            return lines.All(IsText) && IsToken(lines[0].Substring(0, 1)) && lines.Skip(1).All(head.AddField) ? head : null;
        }

        /// <summary>The values of a field, one for each time that it occurs.</summary>
        internal string[] Values(string name)
        {
            return _fields.Where(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
                .Select(field => field.Value).ToArray();
        }

        /// <summary>The items of all the comma-separated lists of a field, empty ones left out.</summary>
        internal string[] Items(string name)
        {
            return Values(name).SelectMany(value => value.Split(',')).Select(item => item.Trim(' ', '\t')).Where(item => item.Length > 0).ToArray();
        }

        internal static bool IsToken(string text)
        {
            return text.Length > 0 && text.All(c => c > ' ' && c < 127 && !Separators.Contains(c));
        }

        private bool AddField(string line)
        {
            int colon = line.IndexOf(':');
            if (colon < 0 || !IsToken(line.Substring(0, colon)))
            {
                return false;
            }

            _fields.Add(KeyValuePair.Create(line.Substring(0, colon), line.Substring(colon + 1).Trim(' ', '\t')));
            return true;
        }

        private static bool IsText(string line)
        {
            return line.All(c => c == '\t' || (c >= ' ' && c != 127));
        }
    }
}
