using System;

namespace EdgeWs.Nano
{
    /// <summary>The payload of a close frame: nothing, or a code and a reason. RFC 6455 section 5.5.1.</summary>
    internal static class ClosePayload
    {
        private const int MaxReason = Opcode.MaxControlPayload - 2;

        /// <summary>Reads the code of a received close frame.</summary>
        /// <returns>
        /// The code; <see cref="WsCloseCode.NoStatus"/> for an empty payload; minus the code with which the connection must be
        /// failed when the payload is not valid.
        /// </returns>
        internal static int ReadCode(byte[] buffer, int offset, int count)
        {
            if (count == 0)
            {
                return WsCloseCode.NoStatus;
            }

            if (count == 1)
            {
                return -WsCloseCode.ProtocolError;
            }

            int code = (buffer[offset] << 8) | buffer[offset + 1];
            if (!WsCloseCode.IsReceivable(code))
            {
                return -WsCloseCode.ProtocolError;
            }

            return Utf8Validator.Validate(Utf8Validator.Accept, buffer, offset + 2, count - 2) == Utf8Validator.Accept
                ? code
                : -WsCloseCode.InvalidPayload;
        }

        /// <summary>Reads the reason of a close frame whose code was valid.</summary>
        internal static string ReadReason(byte[] buffer, int offset, int count)
        {
            return count > 2 ? TextEncoding.Utf8.GetString(buffer, offset + 2, count - 2) : string.Empty;
        }

        /// <summary>Makes the payload. A reason longer than 123 bytes of UTF-8 is cut after its last whole character that fits.</summary>
        /// <param name="code">The code, or <see cref="WsCloseCode.NoStatus"/> for an empty payload.</param>
        /// <param name="reason">The reason, may be null.</param>
        internal static byte[] Create(int code, string reason)
        {
            if (code == WsCloseCode.NoStatus)
            {
                return new byte[0];
            }

            byte[] text = string.IsNullOrEmpty(reason) ? new byte[0] : TextEncoding.Utf8.GetBytes(reason);
            int length = text.Length;
            if (length > MaxReason)
            {
                length = MaxReason;
                while ((text[length] & 0xC0) == 0x80)
                {
                    length--;
                }
            }

            byte[] payload = new byte[2 + length];
            payload[0] = (byte)(code >> 8);
            payload[1] = (byte)code;
            Array.Copy(text, 0, payload, 2, length);
            return payload;
        }
    }
}
