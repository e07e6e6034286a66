using System;
using System.Text;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Writes whole frames as text that tests can compare: <c>text:Hello;binary:0102;ping:;pong:;close:1000:bye;</c></summary>
    internal static class FrameText
    {
        /// <summary>Describes frames.</summary>
        /// <param name="bytes">Frames, the last of which is whole.</param>
        /// <param name="isMasked">Whether they must be masked.</param>
        internal static string Describe(byte[] bytes, bool isMasked)
        {
            StringBuilder text = new StringBuilder();
            int at = 0;
            while (at < bytes.Length)
            {
                int first = bytes[at];
                int length = bytes[at + 1] & 0x7F;
                if ((bytes[at + 1] & 0x80) != 0 != isMasked)
                {
                    throw new ArgumentException();
                }

                at += 2;
                int lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
                for (int i = 0; i < lengthBytes; i++)
                {
                    length = (i == 0 ? 0 : length << 8) | bytes[at++];
                }

                byte[] key = new byte[4];
                if (isMasked)
                {
                    Array.Copy(bytes, at, key, 0, 4);
                    at += 4;
                }

                byte[] payload = Bytes.Part(bytes, at, length);
                at += length;
                for (int i = 0; isMasked && i < length; i++)
                {
                    payload[i] ^= key[i & 3];
                }

                text.Append(Describe(first, payload) + ";");
            }

            return text.ToString();
        }

        private static string Describe(int first, byte[] payload)
        {
            // Whole messages and the parts of one, without reserved bits.
            return first switch
            {
                0x81 => "text:" + Bytes.ToText(payload),
                0x82 => "binary:" + Bytes.ToHex(payload),
                0x01 => "text+" + Bytes.ToText(payload),
                0x02 => "binary+" + Bytes.ToHex(payload),
                0x00 => "+" + Bytes.ToHex(payload) + "+",
                0x80 => "+" + Bytes.ToHex(payload),
                0x89 => "ping:" + Bytes.ToHex(payload),
                0x8A => "pong:" + Bytes.ToHex(payload),
                0x88 when payload.Length == 0 => "close:",
                0x88 => "close:" + (payload[0] * 256 + payload[1]).ToString() + ":" + Bytes.ToText(Bytes.Part(payload, 2, payload.Length - 2)),
                _ => throw new ArgumentException(),
            };
        }
    }
}
