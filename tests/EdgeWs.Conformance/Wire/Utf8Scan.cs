using System;
using System.Buffers;
using System.Text;

namespace EdgeWs.Conformance.Wire
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
                int length = 1;
                OperationStatus status = Decode(text, start, length, out int consumed);
                while (status == OperationStatus.NeedMoreData && start + length < text.Length)
                {
                    length++;
                    status = Decode(text, start, length, out consumed);
                }

                if (status == OperationStatus.InvalidData)
                {
                    return start + length - 1;
                }

                if (status == OperationStatus.NeedMoreData)
                {
                    return isComplete ? text.Length : -1;
                }

                start += consumed;
            }

            return -1;
        }

        private static OperationStatus Decode(ReadOnlySpan<byte> text, int start, int length, out int consumed)
        {
            return Rune.DecodeFromUtf8(text.Slice(start, length), out _, out consumed);
        }
    }
}
