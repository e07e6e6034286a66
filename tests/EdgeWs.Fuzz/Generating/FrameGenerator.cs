using System;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>Writes streams of frames: messages whole and in fragments, control frames between, a close frame. Now and then it lies.</summary>
    internal sealed class FrameGenerator
    {
        private readonly Random _random;
        private readonly bool _isMasked;
        private readonly int _lieOneIn;

        /// <param name="random">Decides everything.</param>
        /// <param name="isMasked">Whether a client sends the frames.</param>
        internal FrameGenerator(Random random, bool isMasked)
        {
            _random = random;
            _isMasked = isMasked;
            _lieOneIn = random.Pick(15, 60, int.MaxValue);
        }

        internal void WriteStream(ByteWriter writer)
        {
            for (int messages = _random.Next(6); messages > 0; messages--)
            {
                WriteMessage(writer);
            }

            if (!_random.OneIn(3))
            {
                WriteFrame(writer, Frame.Close, true, PayloadGenerator.Close(_random));
            }

            if (_random.OneIn(6))
            {
                WriteMessage(writer);
            }
        }

        private void WriteMessage(ByteWriter writer)
        {
            int opcode = _random.Pick(Frame.Text, Frame.Binary);
            int length = PayloadGenerator.Length(_random);
            byte[] payload = opcode == Frame.Text ? PayloadGenerator.Text(_random, length) : _random.Bytes(length);

            int fragments = _random.OneIn(2) ? 1 : _random.Next(2, 7);
            int position = 0;
            for (int left = fragments; left > 0; left--)
            {
                WriteControls(writer);
                int count = left == 1 ? length - position : _random.Next(length - position + 1);
                WriteFrame(writer, left == fragments ? opcode : Frame.Continuation, left == 1, payload.AsSpan(position, count));
                position += count;
            }
        }

        private void WriteControls(ByteWriter writer)
        {
            while (_random.OneIn(5))
            {
                int length = _random.OneIn(6) ? 125 : _random.Next(8);
                WriteFrame(writer, _random.Pick(Frame.Ping, Frame.Pong), true, _random.Bytes(length));
            }
        }

        private void WriteFrame(ByteWriter writer, int opcode, bool isFinal, ReadOnlySpan<byte> payload)
        {
            int first = opcode | (isFinal ? 0x80 : 0);
            if (Lies())
            {
                first ^= _random.Pick(1, 2, 8, 0x10, 0x20, 0x40, 0x80, _random.Next(256));
            }

            bool isMasked = _isMasked ^ Lies();
            long length = payload.Length;
            bool isLongForm = Lies();
            if (Lies())
            {
                // Most of these mean something else in a form that is not the shortest.
                isLongForm |= _random.OneIn(2);
                length = _random.Pick(0, 125, 126, 65535, 65536, int.MaxValue, int.MaxValue + 1L, long.MaxValue, long.MinValue, length + 1, length - 1);
            }

            writer.Write(first);
            WriteLength(writer, length, isMasked ? 0x80 : 0, isLongForm);

            byte[] masked = payload.ToArray();
            if (isMasked)
            {
                byte[] key = _random.Pick(new byte[4], new byte[] { 0x37, 0xFA, 0x21, 0x3D }, _random.Bytes(4));
                Frame.Mask(masked, key);
                writer.Write(key);
            }

            writer.Write(masked);
        }

        private void WriteLength(ByteWriter writer, long length, int mask, bool isLongForm)
        {
            int bytes = length is >= 0 and < 126 ? 0 : length is >= 0 and < 65536 ? 2 : 8;
            if (isLongForm)
            {
                bytes = _random.Pick(2, 8);
            }

            writer.Write(mask | (bytes == 0 ? (int)length : bytes == 2 ? 126 : 127));
            writer.Write(length, bytes);
        }

        private bool Lies()
        {
            return _random.OneIn(_lieOneIn);
        }
    }
}
