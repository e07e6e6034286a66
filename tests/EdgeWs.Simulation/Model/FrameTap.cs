using System;

namespace EdgeWs.Simulation
{
    /// <summary>Follows the bytes that an end of the library received, to know since when it is in the middle of a message.</summary>
    internal sealed class FrameTap
    {
        private readonly World _world;
        private int _lineEnds;
        private bool _isInFrames;
        private int _headerCount;
        private int _headerLength;
        private int _first;
        private int _extended;
        private long _length;
        private long _left;
        private long _longest;

        internal FrameTap(World world)
        {
            _world = world;
        }

        /// <summary>When what is not complete began to arrive; negative between messages.</summary>
        internal long Since { get; private set; } = -1;

        /// <summary>The longest time that a message took so far, be it complete or not.</summary>
        internal long Longest => Math.Max(_longest, Since < 0 ? 0 : _world.Now - Since);

        internal void Take(ReadOnlySpan<byte> bytes)
        {
            foreach (byte b in bytes)
            {
                Take(b);
            }
        }

        private void Take(byte b)
        {
            if (!_isInFrames)
            {
                // The opening handshake ends with an empty line.
                _lineEnds = b == '\r' || b == '\n' ? _lineEnds + 1 : 0;
                _isInFrames = _lineEnds == 4;
                return;
            }

            if (_left > 0)
            {
                _left--;
            }
            else
            {
                TakeHeader(b);
            }

            if (_headerCount == 0 && _left == 0)
            {
                EndFrame();
            }
        }

        private void TakeHeader(byte b)
        {
            switch (_headerCount++)
            {
                case 0:
                    _first = b;
                    _headerLength = 2;
                    _length = 0;
                    break;
                case 1:
                    int extended = (b & 0x7F) == 126 ? 2 : (b & 0x7F) == 127 ? 8 : 0;
                    _length = extended == 0 ? b & 0x7F : 0;
                    _headerLength = 2 + extended + (b >= 0x80 ? 4 : 0);
                    _extended = extended;
                    break;
                case int at when at < 2 + _extended:
                    _length = (_length << 8) | b;
                    break;
            }

            if (_headerCount > 1 && _headerCount == _headerLength)
            {
                _headerCount = 0;
                _left = _length;
                if (Since < 0 && (_first & 0x0F) < 8)
                {
                    // Before its header is whole nobody knows that it is a message.
                    Since = _world.Now;
                }
            }
        }

        private void EndFrame()
        {
            if ((_first & 0x8F) >= 0x80 && (_first & 0x0F) < 8)
            {
                _longest = Longest;
                Since = -1;
            }
        }
    }
}
