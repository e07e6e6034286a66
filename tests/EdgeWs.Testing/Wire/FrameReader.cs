using System;

namespace EdgeWs.Testing.Wire
{
    /// <summary>Finds the frames in a stream that comes in pieces, whether they are allowed or not.</summary>
    internal sealed class FrameReader
    {
        private byte[] _bytes = new byte[4096];
        private int _start;
        private int _end;

        internal bool IsEmpty => _start == _end;

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

        /// <summary>Looks at the next frame, be it whole or not. It is valid until more is appended.</summary>
        /// <returns>False when not even its first two bytes are there.</returns>
        internal bool TryPeek(out Frame frame)
        {
            return Frame.TryRead(_bytes.AsSpan(_start, _end - _start), out frame);
        }

        /// <summary>Takes the next frame if it is whole. It is valid until more is appended.</summary>
        internal bool TryRead(out Frame frame)
        {
            if (!TryPeek(out frame) || !frame.IsWhole)
            {
                return false;
            }

            _start += frame.Size;
            return true;
        }
    }
}
