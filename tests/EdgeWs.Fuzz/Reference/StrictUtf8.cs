using System;
using System.Buffers;
using System.Text;

namespace EdgeWs.Fuzz
{
    /// <summary>UTF-8 as .NET sees it when it is told to throw.</summary>
    internal static class StrictUtf8
    {
        private static readonly UTF8Encoding s_encoding = new UTF8Encoding(false, true);

        /// <summary>Whether the bytes are UTF-8 from beginning to end.</summary>
        internal static bool IsValid(ReadOnlySpan<byte> bytes)
        {
            try
            {
                s_encoding.GetCharCount(bytes);
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        /// <summary>Whether the bytes are UTF-8, or would be if the right ones followed.</summary>
        internal static bool IsValidStart(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                switch (Rune.DecodeFromUtf8(bytes, out _, out int size))
                {
                    case OperationStatus.Done:
                        bytes = bytes.Slice(size);
                        break;
                    case OperationStatus.NeedMoreData:
                        return true;
                    default:
                        return false;
                }
            }

            return true;
        }

        internal static string GetString(ReadOnlySpan<byte> bytes)
        {
            return s_encoding.GetString(bytes);
        }
    }
}
