using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>How the list of cases writes payloads and sequences.</summary>
    internal static class Notation
    {
        /// <summary>A pattern for a payload, without groups.</summary>
        internal const string Payload = @"(?:empty|\d+ x 0x[0-9a-f]{2}|'[^']*'|0x(?:[0-9a-f]{2})+|\d+ octets \((?:'[^']+'|0x(?:[0-9a-f]{2})+) repeated\))";

        private static readonly Regex s_fill = new Regex("^([0-9]+) x 0x([0-9a-f]{2})$");
        private static readonly Regex s_repeat = new Regex(@"^([0-9]+) octets \((.*) repeated\)$");

        /// <summary>Splits at a separator, but not inside quotes.</summary>
        internal static IReadOnlyList<string> Split(string text, string separator)
        {
            var parts = new List<string>();
            bool isQuoted = false;
            int start = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '\'')
                {
                    isQuoted = !isQuoted;
                }
                else if (!isQuoted && string.CompareOrdinal(text, i, separator, 0, separator.Length) == 0)
                {
                    parts.Add(text.Substring(start, i - start));
                    start = i + separator.Length;
                }
            }

            parts.Add(text.Substring(start));
            return parts;
        }

        internal static int ParseNumber(string text)
        {
            return int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        internal static byte[] ParsePayload(string text)
        {
            if (text == "empty")
            {
                return Array.Empty<byte>();
            }

            Match match = s_fill.Match(text);
            if (match.Success)
            {
                return Repeat(Convert.FromHexString(match.Groups[2].Value), ParseNumber(match.Groups[1].Value));
            }

            match = s_repeat.Match(text);
            return match.Success
                ? Repeat(ParseBytes(match.Groups[2].Value), ParseNumber(match.Groups[1].Value))
                : ParseBytes(text);
        }

        private static byte[] ParseBytes(string text)
        {
            if (text.StartsWith("0x", StringComparison.Ordinal))
            {
                return Convert.FromHexString(text.AsSpan(2));
            }

            if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'' && text.Count(c => c == '\'') == 2 && text.All(char.IsAscii))
            {
                return Encoding.ASCII.GetBytes(text, 1, text.Length - 2);
            }

            throw new FormatException("no payload: " + text);
        }

        private static byte[] Repeat(byte[] pattern, int length)
        {
            var bytes = new byte[length];
            Array.Copy(pattern, bytes, Math.Min(pattern.Length, length));
            for (int done = pattern.Length; done < length; done *= 2)
            {
                Array.Copy(bytes, 0, bytes, done, Math.Min(done, length - done));
            }

            return bytes;
        }
    }
}
