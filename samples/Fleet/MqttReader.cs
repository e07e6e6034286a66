using System;
using System.Text;

namespace Fleet
{
    /// <summary>Finds the control packets in a stream of bytes: a WebSocket message may hold several, or a part of one (MQTT 3.1.1 section 6).</summary>
    internal sealed class MqttReader
    {
        private readonly byte[] _body;
        private int _shift;
        private int _read;

        /// <param name="size">The largest packet that is kept whole, without its head.</param>
        internal MqttReader(int size)
        {
            _body = new byte[size];
            Reset();
        }

        /// <summary>The first byte: type and flags. Negative before it is there.</summary>
        internal int Head { get; private set; }

        /// <summary>The length of the packet, without its head.</summary>
        internal int Length { get; private set; }

        /// <summary>Whether the packet is there to its last byte.</summary>
        internal bool IsComplete => _shift < 0 && _read == Length;

        /// <summary>Whether the packet is larger than what is kept of it: its beginning.</summary>
        internal bool IsCut => Length > _body.Length;

        /// <summary>Begins with another packet.</summary>
        internal void Reset()
        {
            Head = -1;
            Length = 0;
            _shift = 0;
            _read = 0;
        }

        /// <summary>Takes bytes until the packet is complete or there are no more.</summary>
        /// <returns>Where the bytes begin that were not taken; -1 when this is no MQTT.</returns>
        internal int Read(byte[] bytes, int at, int end)
        {
            for (; at < end && _shift >= 0; at++)
            {
                if (Head < 0)
                {
                    Head = bytes[at];
                    continue;
                }

                // The length, seven bits a byte, the low ones first, in four bytes at the most: section 2.2.3.
                Length |= (bytes[at] & 127) << _shift;
                _shift = bytes[at] < 128 ? -1 : _shift + 7;
                if (_shift > 21)
                {
                    return -1;
                }
            }

            if (_shift < 0)
            {
                int count = Length - _read < end - at ? Length - _read : end - at;
                int kept = _body.Length - _read < count ? _body.Length - _read : count;
                if (kept > 0)
                {
                    Array.Copy(bytes, at, _body, _read, kept);
                }

                _read += count;
                at += count;
            }

            return at;
        }

        internal int GetByte(int at)
        {
            return _body[at];
        }

        internal int GetNumber(int at)
        {
            return (_body[at] << 8) + _body[at + 1];
        }

        internal string GetText(int at, int count)
        {
            return count == 0 ? string.Empty : Encoding.UTF8.GetString(_body, at, count);
        }
    }
}
