using System;
using System.Buffers;
using System.Text;

namespace EdgeWs.Testing.Wire
{
    /// <summary>Finds, by .NET's own decoder, the octet at which a text stops being UTF-8.</summary>
    internal static class Utf8Scan
    {
        /// <returns>
        /// The index of the first octet with which nothing that could follow makes valid text; the length when the text is
        /// complete and ends inside a character; -1 when it is valid so far.
        /// </returns>
        internal static int FindFailure(ReadOnlySpan<byte> text, bool isComplete)
        {
            for (int start = 0; start < text.Length;)
            {
                ReadOnlySpan<byte> rest = text.Slice(start);
                switch (Rune.DecodeFromUtf8(rest, out _, out int count))
                {
                    case OperationStatus.Done:
                        start += count;
                        break;
                    case OperationStatus.NeedMoreData:
                        return isComplete ? text.Length : -1;
                    default:
                        // So many octets could have begun a character, unless already the first one cannot.
                        bool isFirst = Rune.DecodeFromUtf8(rest.Slice(0, 1), out _, out _) == OperationStatus.InvalidData;
                        return start + (isFirst ? 0 : count);
                }
            }

            return -1;
        }
    }
}
