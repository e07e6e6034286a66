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
                Require((bytes[at + 1] & 0x80) != 0 == isMasked);
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

                Append(text, first, payload);
            }

            return text.ToString();
        }

        private static void Append(StringBuilder text, int first, byte[] payload)
        {
            // Whole messages and the parts of one, without reserved bits.
            switch (first)
            {
                case 0x81:
                    text.Append("text:" + Bytes.ToText(payload));
                    break;
                case 0x82:
                    text.Append("binary:" + Bytes.ToHex(payload));
                    break;
                case 0x01:
                    text.Append("text+" + Bytes.ToText(payload));
                    break;
                case 0x02:
                    text.Append("binary+" + Bytes.ToHex(payload));
                    break;
                case 0x00:
                    text.Append("+" + Bytes.ToHex(payload) + "+");
                    break;
                case 0x80:
                    text.Append("+" + Bytes.ToHex(payload));
                    break;
                case 0x89:
                    text.Append("ping:" + Bytes.ToHex(payload));
                    break;
                case 0x8A:
                    text.Append("pong:" + Bytes.ToHex(payload));
                    break;
                case 0x88:
                    text.Append("close:");
                    if (payload.Length > 0)
                    {
                        text.Append((payload[0] * 256 + payload[1]).ToString() + ":" + Bytes.ToText(Bytes.Part(payload, 2, payload.Length - 2)));
                    }

                    break;
                default:
                    Require(false);
                    break;
            }

            text.Append(";");
        }

        private static void Require(bool condition)
        {
            if (!condition)
            {
                throw new ArgumentException();
            }
        }
    }
}
