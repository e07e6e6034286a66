using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Links;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Conformance.Playing
{
    /// <summary>Sends the frames of a case. Those that need no write of their own share one.</summary>
    internal sealed class FrameSender
    {
        private readonly Link _link;
        private readonly FrameWriter _writer;
        private readonly MemoryStream _pending = new MemoryStream();

        /// <param name="link">Where to.</param>
        /// <param name="isMasked">Whether the tester is the client.</param>
        internal FrameSender(Link link, bool isMasked)
        {
            _link = link;
            _writer = new FrameWriter(isMasked);
        }

        /// <summary>Sends a frame.</summary>
        /// <param name="frame">The frame.</param>
        /// <param name="interruptions">What is to be done when so many bytes of the payload are out and the rest is not.</param>
        internal void Send(FrameStep frame, IEnumerable<(int At, Action Do)> interruptions)
        {
            byte[] bytes = _writer.Write(frame.FirstByte, frame.Payload.Span);
            int headerSize = bytes.Length - frame.Payload.Length;
            int done = 0;
            foreach ((int at, Action act) in interruptions.OrderBy(each => each.At))
            {
                Write(frame, bytes.AsSpan(done, headerSize + at - done));
                Flush();
                act();
                done = headerSize + at;
            }

            Write(frame, bytes.AsSpan(done));
        }

        /// <summary>Sends a frame at once.</summary>
        internal void Send(int opcode, ReadOnlySpan<byte> payload)
        {
            Flush();
            _link.Write(_writer.Write(0x80 | opcode, payload));
        }

        /// <summary>Sends what still waits for something to share its write with.</summary>
        internal void Flush()
        {
            if (_pending.Length > 0)
            {
                _link.Write(_pending.GetBuffer().AsSpan(0, (int)_pending.Length));
                _pending.SetLength(0);
            }
        }

        private void Write(FrameStep frame, ReadOnlySpan<byte> bytes)
        {
            if (frame.PieceSize == 0 && !frame.HasOwnWrite)
            {
                _pending.Write(bytes);
                return;
            }

            Flush();
            int size = frame.PieceSize == 0 ? bytes.Length : frame.PieceSize;
            for (int at = 0; at < bytes.Length; at += size)
            {
                _link.Write(bytes.Slice(at, Math.Min(size, bytes.Length - at)));
            }
        }
    }
}
