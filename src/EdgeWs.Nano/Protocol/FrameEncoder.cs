using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Writes one frame, header first, in pieces of any size, RFC 6455 section 5.2. One per scheduler: it holds a frame only
    /// while that frame is handed to its connection.
    /// </summary>
    internal sealed class FrameEncoder
    {
        /// <summary>How a frame is masked: as a client's, with a fresh key. 0 as a server's, not at all.</summary>
        internal const int Masked = 1;

        /// <summary>Beside <see cref="Masked"/>: with zero, which changes nothing and costs nothing.</summary>
        internal const int ZeroKey = 2048;

        /// <summary>Bytes of the payload that are not written yet.</summary>
        internal int Remaining;

        private readonly MaskingKeySource _keys;
        private byte[] _payload;
        private int _offset;
        private int _key;

        /// <param name="keys">Where the masking keys of a client's frames come from.</param>
        internal FrameEncoder(MaskingKeySource keys)
        {
            _keys = keys;
        }

        /// <summary>The size of a frame in bytes, its header included.</summary>
        internal static int FrameLength(int payloadLength, int masking)
        {
            return payloadLength + (payloadLength < 126 ? 2 : payloadLength < 65536 ? 4 : 10) + ((masking & Masked) << 2);
        }

        /// <summary>Begins a frame: writes its header and as much of the payload as fits.</summary>
        /// <param name="first">The first byte: FIN and opcode.</param>
        /// <param name="masking"><see cref="Masked"/>, perhaps with <see cref="ZeroKey"/>, or 0.</param>
        /// <param name="payload">Only read, never written.</param>
        /// <param name="offset">Where the payload begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="target">Where the frame goes, at index 0. At least 14 bytes.</param>
        /// <returns>The bytes written.</returns>
        internal int Begin(int first, int masking, byte[] payload, int offset, int count, byte[] target)
        {
            int at = 2;
            int key = 0;
            int lengthCode = count;
            target[0] = (byte)first;
            if (count >= 126)
            {
                lengthCode = 126;
                at = 4;
                if (count >= 65536)
                {
                    lengthCode = 127;
                    at = 10;
                    Array.Clear(target, 2, 4);
                    target[6] = (byte)(count >> 24);
                    target[7] = (byte)(count >> 16);
                }

                target[at - 2] = (byte)(count >> 8);
                target[at - 1] = (byte)count;
            }

            if (masking != 0)
            {
                lengthCode |= 0x80;
                key = (masking & ZeroKey) == 0 ? _keys() : 0;
                target[at] = (byte)key;
                target[at + 1] = (byte)(key >> 8);
                target[at + 2] = (byte)(key >> 16);
                target[at + 3] = (byte)(key >> 24);
                at += 4;
            }

            target[1] = (byte)lengthCode;

            if (target.Length - at >= count)
            {
                // The usual case, of which nothing has to be remembered.
                Array.Copy(payload, offset, target, at, count);
                if (key != 0)
                {
                    Masking.Apply(target, at, count, key);
                }

                Remaining = 0;
                return at + count;
            }

            _payload = payload;
            _offset = offset;
            Remaining = count;
            _key = key;
            return at + Fill(target, at);
        }

        /// <summary>Writes the next piece of the payload, as much as there is and fits.</summary>
        /// <returns>The bytes written; 0 when the frame is complete.</returns>
        internal int Fill(byte[] target, int at)
        {
            int count = target.Length - at;
            if (count > Remaining)
            {
                count = Remaining;
            }

            if (count > 0)
            {
                Array.Copy(_payload, _offset, target, at, count);
                Masking.Apply(target, at, count, _key);
                _key = Masking.Rotate(_key, count);
                _offset += count;
                Remaining -= count;
                if (Remaining == 0)
                {
                    End();
                }
            }

            return count;
        }

        /// <summary>Lets go of the payload, of which not all could be sent.</summary>
        internal void End()
        {
            _payload = null;
        }
    }
}
