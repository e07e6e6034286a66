using System;
using System.IO;
using System.Net;
using System.Text.Unicode;

namespace EdgeWs.Testing.Wire
{
    /// <summary>The messages and control frames of a peer that must keep to RFC 6455: any frame that it does not allow is an exception.</summary>
    internal sealed class MessageReader
    {
        private readonly FrameReader _frames = new FrameReader();
        private readonly MemoryStream _message = new MemoryStream();
        private readonly bool _isMasked;
        private int _opcode;
        private bool _isClosed;

        /// <param name="isMasked">Whether the peer is a client.</param>
        internal MessageReader(bool isMasked)
        {
            _isMasked = isMasked;
        }

        /// <summary>Whether nothing is begun that is not ended.</summary>
        internal bool IsEmpty => _frames.IsEmpty && _opcode == 0;

        internal void Append(ReadOnlySpan<byte> bytes)
        {
            _frames.Append(bytes);
        }

        /// <summary>Takes the next message or control frame if it is all there.</summary>
        /// <exception cref="ProtocolViolationException">The peer broke RFC 6455.</exception>
        internal bool TryRead(out int opcode, out byte[] payload)
        {
            while (_frames.TryPeek(out Frame frame))
            {
                Check(_isClosed ? "a frame after the close frame" : frame.FindFault(_isMasked, _opcode != 0));
                if (!_frames.TryRead(out frame))
                {
                    break;
                }

                opcode = frame.Opcode;
                payload = frame.GetPayload();
                if (frame.IsControl)
                {
                    _isClosed = opcode == Frame.Close;
                    Check(_isClosed && CloseBody.FindError(payload) != 0 ? "a close frame of " + Convert.ToHexString(payload) : null);
                    return true;
                }

                _opcode = opcode == Frame.Continuation ? _opcode : opcode;
                _message.Write(payload);
                if (frame.IsFinal)
                {
                    opcode = _opcode;
                    payload = _message.ToArray();
                    _opcode = 0;
                    _message.SetLength(0);
                    Check(opcode == Frame.Text && !Utf8.IsValid(payload) ? "text that is not UTF-8" : null);
                    return true;
                }
            }

            opcode = 0;
            payload = null;
            return false;
        }

        private static void Check(string fault)
        {
            if (fault != null)
            {
                throw new ProtocolViolationException(fault);
            }
        }
    }
}
