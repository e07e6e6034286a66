using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Writes one frame, header first, in pieces of any size, RFC 6455 section 5.2. One per scheduler: it holds a frame only
    /// while that frame is handed to its connection.
    /// </summary>
    internal sealed class FrameEncoder
    {
        private readonly MaskingKeySource _keys;
        private byte[] _payload;
        private int _offset;
        private int _remaining;
        private int _key;

        /// <param name="keys">Where the masking keys of a client's frames come from.</param>
        internal FrameEncoder(MaskingKeySource keys)
        {
            _keys = keys;
        }

        /// <summary>Bytes of the payload that are not written yet.</summary>
        internal int Remaining => _remaining;

        /// <summary>The size of a frame in bytes, its header included.</summary>
        internal static int FrameLength(int payloadLength, bool masked)
        {
            return payloadLength + (payloadLength < 126 ? 2 : payloadLength < 65536 ? 4 : 10) + (masked ? 4 : 0);
        }

        /// <summary>Begins a frame and writes its header.</summary>
        /// <param name="opcode">The opcode; the frame is the first and last of its message.</param>
        /// <param name="masked">True for a client: a fresh key is taken and the payload masked on its way.</param>
        /// <param name="payload">Only read, never written.</param>
        /// <param name="offset">Where the payload begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="target">Where the header goes, at index 0. At least 14 bytes.</param>
        /// <returns>The length of the header.</returns>
        internal int Begin(int opcode, bool masked, byte[] payload, int offset, int count, byte[] target)
        {
            _payload = payload;
            _offset = offset;
            _remaining = count;
            _key = 0;

            int at = 2;
            int lengthCode = count;
            target[0] = (byte)(0x80 | opcode);
            if (count >= 65536)
            {
                lengthCode = 127;
                at = 10;
                Array.Clear(target, 2, 4);
                target[6] = (byte)(count >> 24);
                target[7] = (byte)(count >> 16);
            }
            else if (count >= 126)
            {
                lengthCode = 126;
                at = 4;
            }

            if (at > 2)
            {
                target[at - 2] = (byte)(count >> 8);
                target[at - 1] = (byte)count;
            }

            if (masked)
            {
                lengthCode |= 0x80;
                _key = _keys();
                target[at++] = (byte)_key;
                target[at++] = (byte)(_key >> 8);
                target[at++] = (byte)(_key >> 16);
                target[at++] = (byte)(_key >> 24);
            }

            target[1] = (byte)lengthCode;
            return at;
        }

        /// <summary>Writes the next piece of the payload, as much as there is and fits.</summary>
        /// <returns>The bytes written; 0 when the frame is complete.</returns>
        internal int Fill(byte[] target, int at)
        {
            int count = target.Length - at;
            if (count > _remaining)
            {
                count = _remaining;
            }

            if (count > 0)
            {
                Array.Copy(_payload, _offset, target, at, count);
                _key = Masking.Apply(target, at, count, _key);
                _offset += count;
                _remaining -= count;
            }

            return count;
        }

        /// <summary>Lets go of the payload.</summary>
        internal void End()
        {
            _payload = null;
        }
    }
}
