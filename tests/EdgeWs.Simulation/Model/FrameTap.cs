using System;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Simulation
{
    /// <summary>Follows the bytes that an end of the library received, to know since when it is in the middle of a message.</summary>
    internal sealed class FrameTap(World world)
    {
        private readonly FrameReader _frames = new FrameReader();
        private int _lineEnds;
        private long _longest;

        /// <summary>When what is not complete began to arrive.</summary>
        internal long Since { get; private set; } = World.Never;

        /// <summary>The longest time that a message took so far, be it complete or not.</summary>
        internal long Longest => Math.Max(_longest, world.Now - Since);

        /// <summary>Whether the peer's close frame is there.</summary>
        internal bool HasClose { get; private set; }

        internal void Take(ReadOnlySpan<byte> bytes)
        {
            // The opening handshake ends with an empty line.
            for (; _lineEnds < 4 && bytes.Length > 0; bytes = bytes.Slice(1))
            {
                _lineEnds = bytes[0] is (byte)'\r' or (byte)'\n' ? _lineEnds + 1 : 0;
            }

            _frames.Append(bytes);
            while (_frames.TryPeek(out Frame frame))
            {
                // Before its header is whole nobody knows that it is a message.
                Since = frame.HasHeader && !frame.IsControl ? Math.Min(Since, world.Now) : Since;

                if (!_frames.TryRead(out frame))
                {
                    break;
                }

                HasClose |= frame.Opcode == Frame.Close;

                if (frame.IsFinal && !frame.IsControl)
                {
                    _longest = Longest;
                    Since = World.Never;
                }
            }
        }
    }
}
