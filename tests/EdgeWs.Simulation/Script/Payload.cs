using System;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>What a message carries: a slice of one fixed noise, so that hardly two are alike.</summary>
    internal sealed class Payload
    {
        private const int NoiseLength = 1 << 17;

        /// <summary>Beyond 65,535 bytes a frame has its length in 64 bits.</summary>
        private const int Largest = 80000;

        private static readonly byte[] s_noise = CreateNoise();
        private static readonly string s_text = CreateText();

        private Payload(WsMessageType type, byte[] bytes, string text)
        {
            Type = type;
            Bytes = bytes;
            Text = text;
        }

        internal WsMessageType Type { get; }

        internal byte[] Bytes { get; }

        /// <summary>The text, or null.</summary>
        internal string Text { get; }

        internal static Payload Create(Dice dice, int limit)
        {
            int size = dice.Skewed(Math.Min(limit, Largest));
            int at = dice.Next(NoiseLength - size);
            return dice.OneIn(2)
                ? new Payload(WsMessageType.Binary, s_noise.AsSpan(at, size).ToArray(), null)
                : OfText(Slice(at, size));
        }

        internal static Payload OfText(string text)
        {
            return new Payload(WsMessageType.Text, Encoding.UTF8.GetBytes(text), text);
        }

        internal static Payload Of(WsMessage message)
        {
            return new Payload(message.Type, message.ToArray(), null);
        }

        /// <summary>A text of at most this many bytes that cuts no character in two.</summary>
        private static string Slice(int at, int size)
        {
            int length = size / 2;
            if (char.IsLowSurrogate(s_text[at]))
            {
                at++;
            }

            if (length > 0 && char.IsHighSurrogate(s_text[at + length - 1]))
            {
                length--;
            }

            return s_text.Substring(at, length);
        }

        private static byte[] CreateNoise()
        {
            byte[] noise = new byte[NoiseLength];
            new Random(6455).NextBytes(noise);
            return noise;
        }

        private static string CreateText()
        {
            Random random = new Random(3629);
            StringBuilder text = new StringBuilder();
            while (text.Length < NoiseLength + 2)
            {
                text.Append(random.Next(8) switch { 0 => "ß", 1 => "\U0001F680", 2 => "é", _ => ((char)random.Next(' ', 127)).ToString() });
            }

            return text.ToString();
        }
    }
}
