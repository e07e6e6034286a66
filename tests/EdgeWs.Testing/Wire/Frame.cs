using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EdgeWs.Testing.Wire
{
    /// <summary>
    /// A frame as RFC 6455 section 5.2 draws it, at the beginning of some bytes: allowed or not, and perhaps not all there. Written
    /// from the RFC and without the library, so that no error can hide in both.
    /// </summary>
    internal readonly ref struct Frame
    {
        internal const int Continuation = 0;
        internal const int Text = 1;
        internal const int Binary = 2;
        internal const int Close = 8;
        internal const int Ping = 9;
        internal const int Pong = 10;

        private readonly ReadOnlySpan<byte> _bytes;

        private Frame(ReadOnlySpan<byte> bytes)
        {
            _bytes = bytes;
        }

        internal bool IsFinal => _bytes[0] >= 0x80;

        internal int ReservedBits => (_bytes[0] >> 4) & 7;

        internal int Opcode => _bytes[0] & 0xF;

        internal bool IsControl => Opcode >= 8;

        internal bool IsMasked => _bytes[1] >= 0x80;

        /// <summary>Whether the bytes reach to the end of the header. The length and the payload mean nothing before.</summary>
        internal bool HasHeader => _bytes.Length >= HeaderSize;

        internal ulong Length => LengthCode switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(2)),
            127 => BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(2)),
            _ => (ulong)LengthCode,
        };

        internal bool IsWhole => HasHeader && (ulong)(_bytes.Length - HeaderSize) >= Length;

        /// <summary>How many of the bytes are the frame's.</summary>
        internal int Size => IsWhole ? HeaderSize + (int)Length : _bytes.Length;

        private int HeaderSize => 2 + (LengthCode == 127 ? 8 : LengthCode == 126 ? 2 : 0) + (IsMasked ? 4 : 0);

        private int LengthCode => _bytes[1] & 0x7F;

        private bool IsLengthShortest => LengthCode switch
        {
            126 => Length > 125,
            127 => Length is > ushort.MaxValue and <= long.MaxValue,
            _ => true,
        };

        /// <summary>Reads a frame.</summary>
        /// <returns>False when not even its first two bytes are there.</returns>
        internal static bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame)
        {
            frame = new Frame(bytes);
            return bytes.Length >= 2;
        }

        /// <summary>As much of the payload as is there, unmasked.</summary>
        internal byte[] GetPayload()
        {
            byte[] payload = _bytes[HeaderSize..Size].ToArray();
            if (IsMasked)
            {
                Mask(payload, _bytes.Slice(HeaderSize - 4, 4));
            }

            return payload;
        }

        /// <summary>What of RFC 6455 sections 5.1 to 5.5 the frame breaks, as far as its bytes tell; null for nothing.</summary>
        /// <param name="isMasked">Whether a client sent it.</param>
        /// <param name="isInMessage">Whether a message was begun and not ended.</param>
        internal string FindFault(bool isMasked, bool isInMessage)
        {
            bool isExpected = Opcode switch
            {
                Text or Binary => !isInMessage,
                Continuation => isInMessage,
                _ => Opcode is Close or Ping or Pong,
            };
            return ReservedBits != 0 ? "a reserved bit"
                : IsMasked != isMasked ? "masked like a frame of the other side"
                : !isExpected ? "opcode " + Opcode + " where it may not stand"
                : IsControl && !IsFinal ? "a control frame in fragments"
                : IsControl && LengthCode > 125 ? "a control frame of more than 125 bytes"
                : HasHeader && !IsLengthShortest ? "a length that is not in its shortest form"
                : null;
        }

        /// <summary>Masks or unmasks, which is the same.</summary>
        internal static void Mask(Span<byte> payload, ReadOnlySpan<byte> key)
        {
            // Word by word: some payloads are of 16 MB.
            Span<uint> words = MemoryMarshal.Cast<byte, uint>(payload);
            uint word = MemoryMarshal.Read<uint>(key);
            for (int i = 0; i < words.Length; i++)
            {
                words[i] ^= word;
            }

            for (int i = words.Length * 4; i < payload.Length; i++)
            {
                payload[i] ^= key[i % 4];
            }
        }
    }
}
