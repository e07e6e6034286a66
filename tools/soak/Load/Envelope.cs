using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace EdgeWs.Soak.Load
{
    /// <summary>A message that can tell whether it is the next one and whether it is whole: number, time, checksum, filling.</summary>
    /// <remarks>A text message carries its header as hexadecimal digits.</remarks>
    internal readonly record struct Envelope(int Number, long Time, bool IsBroadcast)
    {
        private const int HeaderLength = 17;

        private static readonly byte[] s_noise = CreateNoise();

        internal static byte[] Create(Envelope envelope, bool isText, int filling)
        {
            int header = isText ? 2 * HeaderLength : HeaderLength;
            byte[] message = new byte[header + filling];
            Span<byte> body = message.AsSpan(header);
            int at = (envelope.Number * 31) & 0xFFF;
            s_noise.AsSpan(at, filling).CopyTo(body);
            if (isText)
            {
                for (int i = 0; i < body.Length; i++)
                {
                    body[i] = (byte)(' ' + (body[i] & 0x3F));
                }
            }

            Span<byte> bytes = stackalloc byte[HeaderLength];
            bytes[0] = (byte)(envelope.IsBroadcast ? 2 : 1);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(1), envelope.Number);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.Slice(5), envelope.Time);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(13), Checksum(bytes.Slice(0, 13), body));
            if (isText)
            {
                Convert.TryToHexStringLower(bytes, message.AsSpan(0, header), out int _);
            }
            else
            {
                bytes.CopyTo(message);
            }

            return message;
        }

        /// <returns>False when the message is not what <see cref="Create"/> made.</returns>
        internal static bool TryRead(ReadOnlySpan<byte> message, bool isText, out Envelope envelope)
        {
            envelope = default;
            int header = isText ? 2 * HeaderLength : HeaderLength;
            if (message.Length < header)
            {
                return false;
            }

            Span<byte> bytes = stackalloc byte[HeaderLength];
            if (!isText)
            {
                message.Slice(0, header).CopyTo(bytes);
            }
            else
            {
                for (int i = 0; i < HeaderLength; i++)
                {
                    if (!byte.TryParse(message.Slice(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
                    {
                        return false;
                    }
                }
            }

            envelope = new Envelope(BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(1)), BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(5)), bytes[0] == 2);
            return BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(13)) == Checksum(bytes.Slice(0, 13), message.Slice(header));
        }

        private static uint Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
        {
            uint crc = 0xFFFFFFFF;
            foreach (byte b in header)
            {
                crc = BitOperations.Crc32C(crc, b);
            }

            for (; body.Length >= 8; body = body.Slice(8))
            {
                crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(body));
            }

            foreach (byte b in body)
            {
                crc = BitOperations.Crc32C(crc, b);
            }

            return crc;
        }

        private static byte[] CreateNoise()
        {
            byte[] noise = new byte[32768];
            new Random(6455).NextBytes(noise);
            return noise;
        }
    }
}
