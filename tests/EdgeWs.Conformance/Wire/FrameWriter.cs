using System;
using System.Buffers.Binary;
using EdgeWs.Conformance.Cases;

namespace EdgeWs.Conformance.Wire
{
    /// <summary>Writes the tester's frames. Shares nothing with the library, so that no error can hide in both.</summary>
    internal sealed class FrameWriter
    {
        // The same keys in every run, so that a failure can be repeated; zero bytes in a key are as likely as any.
        private readonly Random _keys;

        /// <param name="masked">Whether the tester is the client.</param>
        internal FrameWriter(bool masked)
        {
            _keys = masked ? new Random(6455) : null;
        }

        internal byte[] Write(FrameStep frame)
        {
            return Write((frame.IsFinal ? 0x80 : 0) | (frame.Rsv << 4) | frame.Opcode, frame.Payload.Span);
        }

        /// <summary>Writes a frame.</summary>
        /// <param name="first">The first byte: FIN, reserved bits, opcode.</param>
        /// <param name="payload">The payload before masking.</param>
        internal byte[] Write(int first, ReadOnlySpan<byte> payload)
        {
            int headerLength = 2 + (payload.Length > 0xFFFF ? 8 : payload.Length > 125 ? 2 : 0) + (_keys != null ? 4 : 0);
            var frame = new byte[headerLength + payload.Length];
            frame[0] = (byte)first;
            if (payload.Length > 0xFFFF)
            {
                frame[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
            }
            else if (payload.Length > 125)
            {
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
            }
            else
            {
                frame[1] = (byte)payload.Length;
            }

            payload.CopyTo(frame.AsSpan(headerLength));
            if (_keys != null)
            {
                frame[1] |= 0x80;
                Span<byte> key = frame.AsSpan(headerLength - 4, 4);
                _keys.NextBytes(key);
                for (int i = 0; i < payload.Length; i++)
                {
                    frame[headerLength + i] ^= key[i % 4];
                }
            }

            return frame;
        }
    }
}
