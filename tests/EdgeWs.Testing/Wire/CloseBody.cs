using System;
using System.Text;
using System.Text.Unicode;

namespace EdgeWs.Testing.Wire
{
    /// <summary>The payload of a close frame, RFC 6455 sections 5.5.1 and 7.4.</summary>
    internal static class CloseBody
    {
        /// <summary>What stands for the code of a close frame that has none, section 7.1.5.</summary>
        internal const int NoStatus = 1005;

        internal static byte[] Create(int code, string reason = "")
        {
            return [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)];
        }

        /// <summary>The code, as far as there is one.</summary>
        internal static int ReadCode(ReadOnlySpan<byte> payload)
        {
            return payload.Length < 2 ? NoStatus : payload[0] * 256 + payload[1];
        }

        /// <summary>The close code with which a receiver has to fail the connection; 0 for a payload that is valid.</summary>
        internal static int FindError(ReadOnlySpan<byte> payload)
        {
            return payload.Length == 0 ? 0
                : payload.Length == 1 || !IsCode(ReadCode(payload)) ? 1002
                : Utf8.IsValid(payload.Slice(2)) ? 0
                : 1007;
        }

        /// <summary>Whether a peer may send a code: those of the RFC, those that IANA registered later, and the ranges that are free.</summary>
        internal static bool IsCode(int code)
        {
            return code is >= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999;
        }
    }
}
