using System;
using System.Buffers.Binary;

namespace EdgeWs.Testing.Wire
{
    /// <summary>Writes the frames of one side.</summary>
    internal sealed class FrameWriter
    {
        // The same keys in every run, so that a failure can be repeated; zero bytes in a key are as likely as any.
        private readonly Random _keys = new Random(6455);
        private readonly byte[] _key;

        /// <param name="isMasked">Whether the side is a client.</param>
        internal FrameWriter(bool isMasked)
        {
            _key = new byte[isMasked ? 4 : 0];
        }

        /// <summary>Writes a frame.</summary>
        /// <param name="first">The first byte: FIN, reserved bits, opcode.</param>
        /// <param name="payload">The payload before masking.</param>
        internal byte[] Write(int first, ReadOnlySpan<byte> payload)
        {
            _keys.NextBytes(_key);
            return Write(first, payload, _key);
        }

        /// <summary>Writes a frame with a masking key, or without one when it is empty.</summary>
        internal static byte[] Write(int first, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key)
        {
            int lengthBytes = payload.Length > 0xFFFF ? 8 : payload.Length > 125 ? 2 : 0;
            var frame = new byte[2 + lengthBytes + key.Length + payload.Length];
            int lengthCode = lengthBytes == 8 ? 127 : lengthBytes == 2 ? 126 : payload.Length;
            frame[0] = (byte)first;
            frame[1] = (byte)(lengthCode | (key.IsEmpty ? 0 : 0x80));
            if (lengthBytes == 2)
            {
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
            }
            else if (lengthBytes == 8)
            {
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
            }

            key.CopyTo(frame.AsSpan(2 + lengthBytes));
            Span<byte> target = frame.AsSpan(2 + lengthBytes + key.Length);
            payload.CopyTo(target);
            if (!key.IsEmpty)
            {
                Frame.Mask(target, key);
            }

            return frame;
        }
    }
}
