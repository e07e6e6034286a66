using System;
using System.Globalization;
using System.Text;

namespace EdgeWs.Cli
{
    /// <summary>Makes one harmless line of what a peer sent: it could hold commands for the terminal.</summary>
    internal static class Printable
    {
        private const int BytesShown = 32;

        internal static string Of(Message message)
        {
            return message.IsText ? Text(Encoding.UTF8.GetString(message.Data)) : Bytes(message.Data);
        }

        internal static string Text(string text)
        {
            StringBuilder line = new StringBuilder(text.Length);
            foreach (char c in text)
            {
                switch (c)
                {
                    case '\n':
                        line.Append("\\n");
                        break;
                    case '\r':
                        line.Append("\\r");
                        break;
                    case '\t':
                        line.Append("\\t");
                        break;
                    default:
                        // The format characters among them turn the direction of writing around.
                        bool isHarmful = char.IsControl(c) || char.GetUnicodeCategory(c)
                            is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
                        line.Append(isHarmful ? $"\\u{(int)c:x4}" : c);
                        break;
                }
            }

            return line.ToString();
        }

        internal static string Size(long bytes)
        {
            return bytes < 1024 ? FormattableString.Invariant($"{bytes} B")
                : bytes < 1024 * 1024 ? FormattableString.Invariant($"{bytes / 1024.0:0.0} KiB")
                : FormattableString.Invariant($"{bytes / 1048576.0:0.0} MiB");
        }

        private static string Bytes(byte[] data)
        {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < data.Length && i < BytesShown; i++)
            {
                line.Append(i == 0 ? string.Empty : " ").Append(data[i].ToString("x2", CultureInfo.InvariantCulture));
            }

            return data.Length > BytesShown ? line.Append(" …").ToString() : line.ToString();
        }
    }
}
