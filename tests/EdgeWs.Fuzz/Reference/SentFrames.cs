using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>Checks what the library sent, by the rules for who sends. Reads what it is given piece by piece.</summary>
    internal sealed class SentFrames
    {
        private readonly bool _isMasked;
        private readonly List<byte> _bytes = new List<byte>();

        /// <param name="isMasked">Whether the library is the client.</param>
        internal SentFrames(bool isMasked)
        {
            _isMasked = isMasked;
        }

        /// <summary>The frames as events, a close frame last. Never an error: that would be a finding.</summary>
        internal List<StreamEvent> Events { get; private set; } = new List<StreamEvent>();

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
        }

        /// <summary>Checks everything that came.</summary>
        /// <param name="mayBeCut">Whether the connection was dropped, so that the last frame may be a part of one.</param>
        internal void Check(bool mayBeCut)
        {
            byte[] stream = _bytes.ToArray();
            int position = 0;
            bool isClosed = false;
            RawFrame frame;
            while ((frame = RawFrame.Read(stream.AsSpan(position))) != null && frame.IsWhole)
            {
                Invariant.Require(!isClosed, "a frame was sent after the close frame");
                Invariant.Require(frame.IsFinal, "a fragment was sent");
                isClosed = frame.Opcode == RawFrame.Close;
                position += frame.Size;
            }

            Invariant.Require(mayBeCut || position == stream.Length, "the last frame is not whole");
            Invariant.Require(!isClosed || position == stream.Length, "bytes were sent after the close frame");

            Events = StreamEvents.Of(stream, _isMasked, int.MaxValue, 1);
            int last = Events.Count - 1;
            Invariant.Require(last < 0 || Events[last].Kind != StreamEventKind.Error, "a frame that breaks RFC 6455 was sent");
        }
    }
}
