using System;
using System.Buffers.Binary;

namespace EdgeWs.Fuzz
{
    /// <summary>
    /// A frame as RFC 6455 section 5.2 draws it, read from the beginning of some bytes. Written apart from the library, from the
    /// RFC, for whole arrays and without a thought for speed.
    /// </summary>
    internal sealed class RawFrame
    {
        internal const int Continuation = 0;
        internal const int Text = 1;
        internal const int Binary = 2;
        internal const int Close = 8;
        internal const int Ping = 9;
        internal const int Pong = 10;

        private RawFrame()
        {
        }

        internal bool IsFinal { get; private init; }

        internal int ReservedBits { get; private init; }

        internal int Opcode { get; private init; }

        internal bool IsControl => Opcode >= 8;

        internal bool IsMasked { get; private init; }

        /// <summary>The seven bits: the length, or 126 or 127.</summary>
        internal int LengthCode { get; private init; }

        /// <summary>Whether the bytes reach to the end of the header. The members below mean nothing before.</summary>
        internal bool HasHeader { get; private set; }

        internal ulong Length { get; private set; }

        /// <summary>Whether the length is written in the shortest form, with the top bit 0.</summary>
        internal bool IsLengthValid { get; private set; }

        /// <summary>As much of the payload as is there, unmasked.</summary>
        internal byte[] Payload { get; private set; }

        internal bool IsWhole => HasHeader && (ulong)Payload.Length == Length;

        /// <summary>The bytes of the whole frame.</summary>
        internal int Size { get; private set; }

        /// <summary>Reads a frame.</summary>
        /// <returns>The frame, or null when not even its first two bytes are there.</returns>
        internal static RawFrame Read(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < 2)
            {
                return null;
            }

            RawFrame frame = new RawFrame
            {
                IsFinal = bytes[0] >= 0x80,
                ReservedBits = (bytes[0] / 16) % 8,
                Opcode = bytes[0] % 16,
                IsMasked = bytes[1] >= 0x80,
                LengthCode = bytes[1] % 128,
            };
            frame.ReadRest(bytes.Slice(2));
            return frame;
        }

        private void ReadRest(ReadOnlySpan<byte> bytes)
        {
            int lengthBytes = LengthCode == 127 ? 8 : LengthCode == 126 ? 2 : 0;
            int keyBytes = IsMasked ? 4 : 0;
            if (bytes.Length < lengthBytes + keyBytes)
            {
                return;
            }

            HasHeader = true;
            Length = lengthBytes switch
            {
                0 => (ulong)LengthCode,
                2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
                _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
            };
            IsLengthValid = lengthBytes switch
            {
                0 => true,
                2 => Length > 125,
                _ => Length > ushort.MaxValue && Length <= long.MaxValue,
            };

            ReadOnlySpan<byte> key = bytes.Slice(lengthBytes, keyBytes);
            ReadOnlySpan<byte> rest = bytes.Slice(lengthBytes + keyBytes);
            Payload = rest.Slice(0, (int)Math.Min(Length, (ulong)rest.Length)).ToArray();
            for (int i = 0; i < Payload.Length && IsMasked; i++)
            {
                Payload[i] ^= key[i % 4];
            }

            Size = 2 + lengthBytes + keyBytes + Payload.Length;
        }
    }
}
