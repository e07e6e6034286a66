using System;
using System.Linq;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>What a message carries: a slice of one fixed noise, so that hardly two are alike.</summary>
    /// <param name="Type">What it is sent as.</param>
    /// <param name="Bytes">Its bytes.</param>
    /// <param name="Text">Its text; null when it is not to be sent as one.</param>
    internal sealed record Payload(WsMessageType Type, byte[] Bytes, string Text)
    {
        private const int NoiseLength = 1 << 17;

        /// <summary>Beyond 65,535 bytes a frame has its length in 64 bits.</summary>
        private const int Largest = 80000;

        private static readonly byte[] s_noise = CreateNoise();

        // In UTF-32, so that no slice cuts a character in two. About half of the characters are ASCII.
        private static readonly byte[] s_text = s_noise
            .SelectMany(noise => BitConverter.GetBytes(noise < 128 ? noise | ' ' : noise < 192 ? noise : 0x1F600 + (noise & 7)))
            .ToArray();

        internal static Payload Create(Dice dice, int limit)
        {
            int size = dice.Skewed(Math.Min(limit, Largest));
            int at = dice.Next(NoiseLength - size);
            return dice.OneIn(2)
                ? new Payload(WsMessageType.Binary, s_noise.AsSpan(at, size).ToArray(), null)
                : OfText(Encoding.UTF32.GetString(s_text, 4 * at, size / 4 * 4));
        }

        internal static Payload OfText(string text) => new Payload(WsMessageType.Text, Encoding.UTF8.GetBytes(text), text);

        internal static Payload Of(WsMessage message) => new Payload(message.Type, message.ToArray(), null);

        private static byte[] CreateNoise()
        {
            byte[] noise = new byte[NoiseLength];
            new Random(6455).NextBytes(noise);
            return noise;
        }
    }
}
