using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace EdgeWs.Soak.Load
{
    /// <summary>Messages that tell their number and whether they are whole: what fills them is known by both ends.</summary>
    internal static class Message
    {
        /// <summary>The largest filling of a message.</summary>
        internal const int Largest = 16000;

        private const int HeaderLength = 1 + 8 + 4;

        private static readonly byte[] s_noise = RandomNumberGenerator.GetBytes(0x1000 + Largest);
        private static readonly byte[] s_text = s_noise.Select(noise => (byte)(' ' + (noise & 0x3F))).ToArray();

        /// <param name="number">Its number among those of its sender.</param>
        /// <param name="isText">Whether it is to be text.</param>
        /// <param name="random">Its length: mostly small, some of several segments, a few large.</param>
        /// <param name="isBroadcast">Whether it goes to all.</param>
        internal static byte[] Create(int number, bool isText, Random random, bool isBroadcast = false)
        {
            int of = random.Next(100);
            int length = of < 80 ? random.Next(200) : of < 95 ? random.Next(4000) : random.Next(Largest);
            return [.. Encoding.ASCII.GetBytes($"{(isBroadcast ? 'B' : 'M')}{number:x8}{length:x4}"), .. Filling(number, isText, length)];
        }

        /// <returns>False when the message is not what <see cref="Create"/> made.</returns>
        internal static bool TryRead(ReadOnlySpan<byte> message, bool isText, out bool isBroadcast, out int number)
        {
            isBroadcast = message.StartsWith("B"u8);
            number = 0;
            return message.Length >= HeaderLength
                && int.TryParse(message[1..9], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out number)
                && int.TryParse(message[9..HeaderLength], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int length)
                && message[HeaderLength..].SequenceEqual(Filling(number, isText, length));
        }

        private static ReadOnlySpan<byte> Filling(int number, bool isText, int length)
        {
            return (isText ? s_text : s_noise).AsSpan((number * 31) & 0xFFF, Math.Min(length, Largest));
        }
    }
}
