using System;
using System.Buffers.Binary;
using EdgeWs.Conformance.Cases;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Wire
{
    /// <summary>Reads what the peer under test sends, and fails the test for any frame that RFC 6455 section 5 does not allow it.</summary>
    internal sealed class FrameReader
    {
        private readonly bool _expectMasked;
        private byte[] _bytes = new byte[4096];
        private int _start;
        private int _end;
        private int _message = -1;
        private byte[] _fragments = Array.Empty<byte>();

        /// <param name="expectMasked">Whether the peer under test is the client.</param>
        internal FrameReader(bool expectMasked)
        {
            _expectMasked = expectMasked;
        }

        internal bool IsEmpty => _start == _end && _message < 0;

        internal void Append(ReadOnlySpan<byte> bytes)
        {
            if (_end + bytes.Length > _bytes.Length)
            {
                int count = _end - _start;
                byte[] target = count + bytes.Length > _bytes.Length / 2 ? new byte[(count + bytes.Length) * 2] : _bytes;
                Array.Copy(_bytes, _start, target, 0, count);
                _bytes = target;
                _start = 0;
                _end = count;
            }

            bytes.CopyTo(_bytes.AsSpan(_end));
            _end += bytes.Length;
        }

        /// <summary>Takes the next message or control frame.</summary>
        /// <returns>Null when it is not all there.</returns>
        internal Answer TryRead()
        {
            while (TryReadFrame(out int first, out byte[] payload))
            {
                int opcode = first & 0xF;
                if (opcode >= Opcodes.Close)
                {
                    Assert.IsTrue((first & 0x80) != 0 && payload.Length <= 125, "a control frame in fragments or too long");
                    Assert.IsLessThanOrEqualTo(Opcodes.Pong, opcode);
                    return new Answer(opcode, payload);
                }

                Assert.IsTrue(
                    _message < 0 ? opcode is Opcodes.Text or Opcodes.Binary : opcode == Opcodes.Continuation,
                    Opcodes.Name(opcode) + " where it cannot stand");
                if (_message < 0)
                {
                    _message = opcode;
                    _fragments = payload;
                }
                else
                {
                    _fragments = [.. _fragments, .. payload];
                }

                if ((first & 0x80) != 0)
                {
                    var answer = new Answer(_message, _fragments);
                    _message = -1;
                    _fragments = null;
                    return answer;
                }
            }

            return null;
        }

        private bool TryReadFrame(out int first, out byte[] payload)
        {
            ReadOnlySpan<byte> bytes = _bytes.AsSpan(_start, _end - _start);
            first = 0;
            payload = null;
            if (bytes.Length < 2)
            {
                return false;
            }

            first = bytes[0];
            bool isMasked = (bytes[1] & 0x80) != 0;
            Assert.AreEqual(0, first & 0x70, "reserved bits without an extension");
            Assert.AreEqual(_expectMasked, isMasked, "masked");

            long length = bytes[1] & 0x7F;
            int lengthBytes = length == 127 ? 8 : length == 126 ? 2 : 0;
            int headerLength = 2 + lengthBytes + (isMasked ? 4 : 0);
            if (bytes.Length < headerLength)
            {
                return false;
            }

            if (lengthBytes > 0)
            {
                length = lengthBytes == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(2))
                    : BinaryPrimitives.ReadInt64BigEndian(bytes.Slice(2));
                Assert.IsGreaterThan(lengthBytes == 2 ? 125 : 0xFFFF, length, "a length that a shorter form could hold");
            }

            if (bytes.Length - headerLength < length)
            {
                return false;
            }

            payload = bytes.Slice(headerLength, (int)length).ToArray();
            for (int i = 0; isMasked && i < payload.Length; i++)
            {
                payload[i] ^= bytes[headerLength - 4 + i % 4];
            }

            _start += headerLength + payload.Length;
            return true;
        }
    }
}
