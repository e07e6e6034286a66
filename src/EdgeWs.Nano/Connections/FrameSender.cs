using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Sends frames: at once through one shared buffer as long as the connection takes them, and what it does not take into its
    /// outbox. One per scheduler.
    /// </summary>
    internal sealed class FrameSender
    {
        private readonly Clock _clock;
        private readonly FrameEncoder _encoder;
        private readonly BufferPool _pool;
        private readonly byte[] _buffer;

        /// <param name="clock">For the outboxes.</param>
        /// <param name="keys">Where the masking keys of clients come from.</param>
        /// <param name="pool">Where the buffers of waiting frames come from.</param>
        /// <param name="bufferSize">The most that is handed to a transport at a time.</param>
        internal FrameSender(Clock clock, MaskingKeySource keys, BufferPool pool, int bufferSize)
        {
            _clock = clock;
            _encoder = new FrameEncoder(keys);
            _pool = pool;
            _buffer = new byte[bufferSize];
        }

        /// <summary>Sends or queues one frame.</summary>
        /// <param name="transport">The connection.</param>
        /// <param name="outbox">What waits already, or null; made when something has to wait.</param>
        /// <param name="first">The first byte of the frame: FIN and opcode.</param>
        /// <param name="masking">How it is masked, see <see cref="FrameEncoder"/>.</param>
        /// <param name="payload">Only read, and only during the call.</param>
        /// <param name="offset">Where the payload begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="flags">How it is to be queued, see <see cref="Outbox"/>.</param>
        /// <returns>False when the transport is over.</returns>
        internal bool Send(Transport transport, ref Outbox outbox, int first, int masking, byte[] payload, int offset, int count, int flags)
        {
            if (outbox != null)
            {
                // The buffer last: without memory for the frame it would not come back to the pool.
                int length = FrameEncoder.FrameLength(count, masking);
                OutgoingFrame frame = new OutgoingFrame(null, 0, length, flags | Outbox.Pooled);
                frame.Data = _pool.Rent(length);
                _encoder.Begin(first, masking, payload, offset, count, frame.Data);
                outbox.Add(frame, _pool);
                return true;
            }

            int pending = _encoder.Begin(first, masking, payload, offset, count, _buffer);
            while (true)
            {
                int sent = transport.Send(_buffer, 0, pending);
                if (sent == pending)
                {
                    if (_encoder.Remaining == 0)
                    {
                        return true;
                    }
                }
                else if (sent == Transport.Broken)
                {
                    _encoder.End();
                    return false;
                }
                else
                {
                    return KeepRest(ref outbox, sent, pending - sent);
                }

                pending = _encoder.Fill(_buffer, 0);
            }
        }

        /// <summary>Encodes a frame of a server once, to be sent to many.</summary>
        /// <returns>The array that holds it: the shared buffer if it fits, else one of the pool.</returns>
        internal byte[] EncodeShared(int opcode, byte[] payload, int offset, int count, out int length)
        {
            length = FrameEncoder.FrameLength(count, 0);
            byte[] frame = length <= _buffer.Length ? _buffer : _pool.Rent(length);
            _encoder.Begin(Opcode.Final | opcode, 0, payload, offset, count, frame);
            return frame;
        }

        /// <summary>Sends or queues a frame that <see cref="EncodeShared"/> made.</summary>
        /// <param name="transport">The connection.</param>
        /// <param name="outbox">What waits already, or null; made when something has to wait.</param>
        /// <param name="frame">The frame.</param>
        /// <param name="length">Its length.</param>
        /// <param name="kept">
        /// The array that waiting connections refer to, the same for all; null until the first of them needs one. When it stays
        /// null, nobody holds the frame and <see cref="ReleaseShared"/> may give it back.
        /// </param>
        /// <returns>False when the transport is over.</returns>
        internal bool SendShared(Transport transport, ref Outbox outbox, byte[] frame, int length, ref byte[] kept)
        {
            int sent = outbox == null ? transport.Send(frame, 0, length) : 0;
            if (sent == Transport.Broken || sent == length)
            {
                return sent == length;
            }

            try
            {
                if (kept == null)
                {
                    byte[] copy = frame;
                    if (frame == _buffer)
                    {
                        copy = new byte[length];
                        Array.Copy(frame, 0, copy, 0, length);
                    }

                    kept = copy;
                }

                // The first in the box keeps its place even when nothing of it is out yet: the answer to a handshake goes this
                // way, and no ping may overtake it.
                int flags = outbox == null ? Outbox.Begun : Outbox.Message;
                outbox ??= new Outbox(_clock.Ticks);
                outbox.Add(new OutgoingFrame(kept, sent, length, flags), _pool);
                return true;
            }
            catch (OutOfMemoryException)
            {
                // With part of it out, nothing else can follow on this connection; the others are not to suffer for it.
                return false;
            }
        }

        /// <summary>Ends the use of a shared frame.</summary>
        internal void ReleaseShared(byte[] frame, byte[] kept)
        {
            if (frame != _buffer && kept == null)
            {
                _pool.Return(frame);
            }
        }

        /// <summary>Queues what the transport did not take of the frame that is being sent.</summary>
        /// <returns>False when there is no memory for it: with part of it out, nothing else can follow.</returns>
        private bool KeepRest(ref Outbox outbox, int start, int rest)
        {
            try
            {
                // Begun even when nothing of it is out yet: it must stay in this order and is not worth encoding again.
                int length = rest + _encoder.Remaining;
                Outbox made = new Outbox(_clock.Ticks);
                OutgoingFrame frame = new OutgoingFrame(null, 0, length, Outbox.Begun | Outbox.Pooled);
                frame.Data = _pool.Rent(length);
                Array.Copy(_buffer, start, frame.Data, 0, rest);
                _encoder.Fill(frame.Data, rest);
                made.Add(frame, _pool);
                outbox = made;
                return true;
            }
            catch (OutOfMemoryException)
            {
                return false;
            }
            finally
            {
                _encoder.End();
            }
        }
    }
}
