using System;

namespace EdgeWs.Nano
{
    /// <summary>
    /// Turns received bytes into messages and control frames, RFC 6455 sections 5.2 to 5.5. The bytes may be cut anywhere: any
    /// cut gives the same events.
    /// </summary>
    /// <remarks>
    /// A message that lies whole in the input is delivered where it lies. A larger or fragmented one is put together in a
    /// buffer of the pool, or, when messages are streamed, delivered in parts as it arrives. Between messages the decoder holds no
    /// buffer. Text is validated as it arrives, so an invalid byte
    /// fails the connection before the rest of its frame is there.
    /// </remarks>
    internal sealed class FrameDecoder
    {
        // The longest header (14 bytes) belongs to a data frame; a control frame is gathered whole.
        private const int MaxStash = 6 + Opcode.MaxControlPayload;

        private const int MaskBit = 0x80;

        // The longest header of a frame that is taken in one go.
        private const int MaxShortHeader = 8;

        // All small state in one field: on the device a field costs 12 bytes, whatever its type.
        private const int OpcodeMask = 0xF;               // of the message in progress, 0 between messages
        private const int FinalFrame = 1 << 4;            // the frame in progress is the last of its message
        private const int Delivered = 1 << 5;             // the assembled message went out and its buffer is to be released
        private const int Stopped = 1 << 6;               // after a close frame or an error
        private const int ExpectMasked = MaskBit;         // the peer is a client: the bit that its frames have, too
        private const int Utf8Shift = 8;
        private const int FirstDelivered = 1 << 11;        // of the message in progress, which is streamed
        private const int Cut = 1 << 12;                  // the start of a header or control frame is in the stash
        private const int Streamed = 1 << 13;             // the message in progress is delivered in parts, as was chosen when it began
        private const int Utf8Mask = ((1 << Utf8Validator.StateBits) - 1) << Utf8Shift;

        private int _state;
        private PartialMessage _partial;                  // null between messages

        /// <param name="expectMasked">True on a server: every frame must be masked. False on a client: none may be.</param>
        internal FrameDecoder(bool expectMasked)
        {
            _state = expectMasked ? ExpectMasked : 0;
        }

        /// <summary>Decodes up to the next event or to the end of the input.</summary>
        /// <param name="input">Where to read.</param>
        /// <param name="message">Where the event's details are put.</param>
        /// <param name="limits">The largest message and the most fragments of one.</param>
        /// <param name="pool">Where buffers come from and go back to.</param>
        internal DecodedEvent Decode(ByteCursor input, WsMessage message, WsOptions limits, BufferPool pool)
        {
            // The usual case, a whole message in the input, in one go: a third of what the steps below take. They are left all
            // else, every error included. Between frames that are messages the state is just the mask bit that the peer's must
            // have; without it the length comes out negative, which as an unsigned number is more than there is, with one too
            // many it is none of the short ones.
            int at = input.Position;
            int end = input.End;
            int maskBit = _state;
            if ((maskBit & ~MaskBit) == 0 && end - at >= MaxShortHeader)
            {
                byte[] buffer = input.Buffer;
                int opcode = buffer[at] - Opcode.Final;
                int length = buffer[at + 1] - maskBit;
                at += 2;
                if (length > Opcode.MaxControlPayload)
                {
                    int extended = (buffer[at] << 8) | buffer[at + 1];
                    length = length == 126 && extended > Opcode.MaxControlPayload ? extended : int.MaxValue;
                    at += 2;
                }

                int key = 0;
                if (maskBit != 0)
                {
                    key = BitConverter.ToInt32(buffer, at);
                    at += 4;
                }

                if ((uint)length <= (uint)(end - at) && (opcode == Opcode.Text || opcode == Opcode.Binary) && length <= limits.MaxMessageSize)
                {
                    input.Position = at + length;
                    if (!Masking.Apply(buffer, at, length, key) && opcode == Opcode.Text
                        && Utf8Validator.Validate(Utf8Validator.Accept, buffer, at, length) != Utf8Validator.Accept)
                    {
                        return Fail(message, WsCloseCode.InvalidPayload);
                    }

                    message.Opcode = opcode;
                    message.Payload = buffer;
                    message.PayloadOffset = at;
                    message.PayloadCount = length;
                    message.Bounds = WsMessage.Whole;
                    return DecodedEvent.Message;
                }
            }

            return DecodeInSteps(input, message, limits, pool);
        }

        private DecodedEvent DecodeInSteps(ByteCursor input, WsMessage message, WsOptions limits, BufferPool pool)
        {
            if ((_state & (Delivered | Stopped)) != 0)
            {
                if ((_state & Stopped) != 0)
                {
                    input.Position = input.End;
                    return DecodedEvent.None;
                }

                Release(pool);
            }

            DecodedEvent found = DecodedEvent.None;
            while (found == DecodedEvent.None && input.Position < input.End)
            {
                found = _partial != null && _partial.Remaining > 0
                    ? DecodePayload(input, message, limits, pool)
                    : DecodeFrame(input, message, limits, pool);
            }

            if ((_state & ~ExpectMasked) == 0)
            {
                Release(pool);
            }

            return found;
        }

        /// <summary>Whether a message has begun and not ended that is not delivered in parts. A control frame that was cut is none.</summary>
        internal bool IsAssembling => (_state & OpcodeMask) != 0 && (_state & Streamed) == 0;

        /// <summary>Decodes nothing any more.</summary>
        internal void Stop()
        {
            _state |= Stopped;
        }

        /// <summary>Gives back what it holds. To be called after a message that was put together, and when the connection ends.</summary>
        internal void Release(BufferPool pool)
        {
            _state &= ~Delivered;
            if (_partial != null)
            {
                pool.Return(_partial);
                _partial = null;
            }
        }

        /// <summary>Reads a header and, for a control frame, its payload.</summary>
        private DecodedEvent DecodeFrame(ByteCursor input, WsMessage message, WsOptions limits, BufferPool pool)
        {
            byte[] source = Gather(input, pool, 2, out int at);
            if (source == null)
            {
                return DecodedEvent.None;
            }

            int first = source[at];
            int opcode = first & 0xF;
            int length = source[at + 1] & 0x7F;
            bool masked = (source[at + 1] & MaskBit) != 0;

            if ((first & 0x70) != 0 || masked != ((_state & ExpectMasked) != 0) || !IsExpected(opcode, first, length))
            {
                return Fail(message, WsCloseCode.ProtocolError);
            }

            bool isControl = (opcode & Opcode.ControlBit) != 0;
            int lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            int headerLength = 2 + lengthBytes + (masked ? 4 : 0);

            source = Gather(input, pool, isControl ? headerLength + length : headerLength, out at);
            if (source == null)
            {
                return DecodedEvent.None;
            }

            if (lengthBytes != 0)
            {
                int failure = ReadExtendedLength(source, at + 2, lengthBytes, out length);
                if (failure != 0)
                {
                    return Fail(message, failure);
                }
            }

            int key = 0;
            if (masked)
            {
                key = BitConverter.ToInt32(source, at + headerLength - 4);
            }

            // Steps over what was found.
            if ((_state & Cut) != 0)
            {
                _state &= ~Cut;
            }
            else
            {
                input.Position += isControl ? headerLength + length : headerLength;
            }

            return isControl
                ? Control(message, opcode, source, at + headerLength, length, key)
                : BeginData(input, message, limits, pool, opcode, first, length, key);
        }

        /// <summary>Whether the opcode is known and allowed at this point, RFC 6455 sections 5.4 and 5.5.</summary>
        private bool IsExpected(int opcode, int first, int length)
        {
            switch (opcode)
            {
                case Opcode.Close:
                case Opcode.Ping:
                case Opcode.Pong:
                    return (first & Opcode.Final) != 0 && length <= Opcode.MaxControlPayload;
                case Opcode.Text:
                case Opcode.Binary:
                    return (_state & OpcodeMask) == 0;
                case Opcode.Continuation:
                    return (_state & OpcodeMask) != 0;
                default:
                    return false;
            }
        }

        /// <returns>0, or the code with which to fail.</returns>
        private static int ReadExtendedLength(byte[] source, int at, int count, out int length)
        {
            long value = 0;
            for (int i = 0; i < count; i++)
            {
                value = (value << 8) | source[at + i];
            }

            length = (int)value;

            // The encoding must be the shortest one and the top bit, which makes the value negative, 0: RFC 6455 section 5.2.
            if (value < (count == 2 ? 126 : 65536))
            {
                return WsCloseCode.ProtocolError;
            }

            return value > int.MaxValue ? WsCloseCode.MessageTooBig : 0;
        }

        private DecodedEvent BeginData(ByteCursor input, WsMessage message, WsOptions limits, BufferPool pool, int opcode, int first, int length, int key)
        {
            PartialMessage partial = _partial ??= pool.TakePartial();
            if (opcode != Opcode.Continuation)
            {
                // Between messages the opcode and the state of the validation are 0.
                _state |= limits.StreamMessages ? opcode | Streamed : opcode;
                partial.Fragments = 0;
            }

            _state = (first & Opcode.Final) != 0 ? _state | FinalFrame : _state & ~FinalFrame;
            partial.Key = key;
            partial.Remaining = length;

            if ((_state & Streamed) == 0)
            {
                // Refused before anything is allocated for it. Written as a difference, because a sum could overflow.
                if (length > limits.MaxMessageSize - partial.Assembled)
                {
                    return Fail(message, WsCloseCode.MessageTooBig);
                }

                if (++partial.Fragments > limits.MaxFragments)
                {
                    return Fail(message, WsCloseCode.PolicyViolation);
                }
            }

            return length == 0 ? EndFrame(input, message, input.Position, 0) : DecodedEvent.None;
        }

        private DecodedEvent DecodePayload(ByteCursor input, WsMessage message, WsOptions limits, BufferPool pool)
        {
            PartialMessage partial = _partial;
            int offset = input.Position;
            int count = input.End - offset;
            if (count > partial.Remaining)
            {
                count = partial.Remaining;
            }

            input.Position = offset + count;
            bool isAscii = Masking.Apply(input.Buffer, offset, count, partial.Key);
            partial.Key = Masking.Rotate(partial.Key, count);

            if ((_state & OpcodeMask) == Opcode.Text && (!isAscii || (_state & Utf8Mask) != 0))
            {
                int utf8 = Utf8Validator.Validate((_state & Utf8Mask) >> Utf8Shift, input.Buffer, offset, count);
                if (utf8 == Utf8Validator.Reject)
                {
                    return Fail(message, WsCloseCode.InvalidPayload);
                }

                _state = (_state & ~Utf8Mask) | (utf8 << Utf8Shift);
            }

            partial.Remaining -= count;
            bool isLast = partial.Remaining == 0 && (_state & FinalFrame) != 0;
            if ((_state & Streamed) != 0)
            {
                if (!isLast)
                {
                    return Deliver(message, input.Buffer, offset, count, 0);
                }
            }
            else if (!isLast || partial.Assembly != null)
            {
                Assemble(input.Buffer, offset, count, limits, pool);
            }

            return partial.Remaining == 0 ? EndFrame(input, message, offset, count) : DecodedEvent.None;
        }

        private void Assemble(byte[] source, int offset, int count, WsOptions limits, BufferPool pool)
        {
            PartialMessage partial = _partial;
            int needed = partial.Assembled + count + partial.Remaining;
            if (partial.Assembly == null)
            {
                partial.Assembly = pool.Rent(needed);
            }
            else if (partial.Assembly.Length < needed)
            {
                // More fragments may follow: a quarter in reserve keeps the copying linear in the size of the message.
                int reserve = needed >> 2;
                if (reserve > limits.MaxMessageSize - needed)
                {
                    reserve = limits.MaxMessageSize - needed;
                }

                byte[] larger = pool.Rent((_state & FinalFrame) != 0 || reserve < 0 ? needed : needed + reserve);
                Array.Copy(partial.Assembly, 0, larger, 0, partial.Assembled);
                pool.Return(partial.Assembly);
                partial.Assembly = larger;
            }

            Array.Copy(source, offset, partial.Assembly, partial.Assembled, count);
            partial.Assembled += count;
        }

        /// <summary>The frame is complete: delivers the message if it is complete too.</summary>
        private DecodedEvent EndFrame(ByteCursor input, WsMessage message, int offset, int count)
        {
            if ((_state & FinalFrame) == 0)
            {
                return DecodedEvent.None;
            }

            if ((_state & Utf8Mask) != 0)
            {
                return Fail(message, WsCloseCode.InvalidPayload);
            }

            if (_partial.Assembly == null)
            {
                Deliver(message, input.Buffer, offset, count, WsMessage.Ends);
                _state &= ExpectMasked;
            }
            else
            {
                Deliver(message, _partial.Assembly, 0, _partial.Assembled, WsMessage.Ends);
                _state = (_state & ExpectMasked) | Delivered;
            }

            return DecodedEvent.Message;
        }

        private DecodedEvent Deliver(WsMessage message, byte[] payload, int offset, int count, int bounds)
        {
            message.Opcode = _state & OpcodeMask;
            message.Payload = payload;
            message.PayloadOffset = offset;
            message.PayloadCount = count;
            message.Bounds = (_state & FirstDelivered) == 0 ? bounds | WsMessage.Begins : bounds;
            _state |= FirstDelivered;
            return DecodedEvent.Message;
        }

        private DecodedEvent Control(WsMessage message, int opcode, byte[] source, int offset, int count, int key)
        {
            Masking.Apply(source, offset, count, key);
            message.Payload = source;
            message.PayloadOffset = offset;
            message.PayloadCount = count;

            if (opcode != Opcode.Close)
            {
                message.Opcode = Opcode.Binary;
                message.Bounds = WsMessage.Whole;
                return opcode == Opcode.Ping ? DecodedEvent.Ping : DecodedEvent.Pong;
            }

            int code = ClosePayload.ReadCode(source, offset, count);
            if (code < 0)
            {
                return Fail(message, -code);
            }

            _state |= Stopped;
            message.CloseCode = code;
            return DecodedEvent.Close;
        }

        private DecodedEvent Fail(WsMessage message, int code)
        {
            _state |= Stopped;
            message.CloseCode = code;
            return DecodedEvent.Error;
        }

        /// <summary>Finds <paramref name="count"/> bytes in one piece: in the input if they are all there, else in the stash.</summary>
        /// <returns>The array, or null when the bytes are not here yet; all that is here is then in the stash.</returns>
        private byte[] Gather(ByteCursor input, BufferPool pool, int count, out int at)
        {
            at = input.Position;
            int available = input.End - at;
            if ((_state & Cut) == 0)
            {
                if (available >= count)
                {
                    return input.Buffer;
                }

                _partial ??= pool.TakePartial();
                _partial.Stash ??= new byte[MaxStash];
                _partial.Stashed = 0;
                _state |= Cut;
            }

            int missing = count - _partial.Stashed;
            if (missing > available)
            {
                missing = available;
            }

            if (missing > 0)
            {
                Array.Copy(input.Buffer, at, _partial.Stash, _partial.Stashed, missing);
                _partial.Stashed += missing;
                input.Position = at + missing;
            }

            at = 0;
            return _partial.Stashed >= count ? _partial.Stash : null;
        }
    }
}
