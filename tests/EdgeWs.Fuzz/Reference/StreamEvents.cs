using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>What a stream must be understood as, by RFC 6455 and the limits of who receives it.</summary>
    internal static class StreamEvents
    {
        private static readonly byte[] s_nothing = Array.Empty<byte>();

        /// <summary>Reads a stream up to its end, to a close frame or to an error.</summary>
        /// <param name="stream">All bytes behind the opening handshake.</param>
        /// <param name="isMasked">Whether a client sent them.</param>
        /// <param name="maxMessage">The largest message.</param>
        /// <param name="maxFragments">The most frames of a message.</param>
        internal static List<StreamEvent> Of(ReadOnlySpan<byte> stream, bool isMasked, int maxMessage, int maxFragments)
        {
            List<StreamEvent> events = new List<StreamEvent>();
            List<byte> message = new List<byte>();
            int messageOpcode = 0;
            int fragments = 0;

            RawFrame frame;
            while ((frame = RawFrame.Read(stream)) != null)
            {
                bool isExpected = frame.Opcode switch
                {
                    RawFrame.Text or RawFrame.Binary => messageOpcode == 0,
                    RawFrame.Continuation => messageOpcode != 0,
                    RawFrame.Close or RawFrame.Ping or RawFrame.Pong => frame.IsFinal && frame.LengthCode < 126,
                    _ => false,
                };
                if (!isExpected || frame.ReservedBits != 0 || frame.IsMasked != isMasked)
                {
                    return Fail(events, 1002);
                }

                if (!frame.HasHeader)
                {
                    return events;
                }

                if (!frame.IsLengthValid)
                {
                    return Fail(events, 1002);
                }

                if (frame.IsControl)
                {
                    if (!frame.IsWhole || !AddControl(events, frame))
                    {
                        return events;
                    }
                }
                else
                {
                    if (frame.Length > (ulong)(maxMessage - message.Count))
                    {
                        return Fail(events, 1009);
                    }

                    fragments++;
                    if (fragments > maxFragments)
                    {
                        return Fail(events, 1008);
                    }

                    messageOpcode = messageOpcode == 0 ? frame.Opcode : messageOpcode;
                    message.AddRange(frame.Payload);
                    bool isEnd = frame.IsWhole && frame.IsFinal;
                    byte[] bytes = message.ToArray();
                    if (messageOpcode == RawFrame.Text && !(isEnd ? StrictUtf8.IsValid(bytes) : StrictUtf8.IsValidStart(bytes)))
                    {
                        return Fail(events, 1007);
                    }

                    if (!frame.IsWhole)
                    {
                        return events;
                    }

                    if (isEnd)
                    {
                        StreamEventKind kind = messageOpcode == RawFrame.Text ? StreamEventKind.Text : StreamEventKind.Binary;
                        events.Add(new StreamEvent(kind, bytes, 0));
                        message.Clear();
                        messageOpcode = 0;
                        fragments = 0;
                    }
                }

                stream = stream.Slice(frame.Size);
            }

            return events;
        }

        /// <summary>Whether a peer may send a close code, RFC 6455 section 7.4 and IANA's registry.</summary>
        internal static bool IsCloseCode(int code)
        {
            return code is >= 1000 and <= 1014 and not (1004 or 1005 or 1006) or >= 3000 and < 5000;
        }

        /// <returns>Whether anything is to be read behind the frame.</returns>
        private static bool AddControl(List<StreamEvent> events, RawFrame frame)
        {
            if (frame.Opcode != RawFrame.Close)
            {
                StreamEventKind kind = frame.Opcode == RawFrame.Ping ? StreamEventKind.Ping : StreamEventKind.Pong;
                events.Add(new StreamEvent(kind, frame.Payload, 0));
                return true;
            }

            byte[] payload = frame.Payload;
            if (payload.Length == 0)
            {
                events.Add(new StreamEvent(StreamEventKind.Close, s_nothing, 1005));
                return false;
            }

            int code = payload.Length == 1 ? 0 : payload[0] * 256 + payload[1];
            if (!IsCloseCode(code))
            {
                Fail(events, 1002);
            }
            else if (!StrictUtf8.IsValid(payload.AsSpan(2)))
            {
                Fail(events, 1007);
            }
            else
            {
                events.Add(new StreamEvent(StreamEventKind.Close, payload.AsSpan(2).ToArray(), code));
            }

            return false;
        }

        private static List<StreamEvent> Fail(List<StreamEvent> events, int code)
        {
            events.Add(new StreamEvent(StreamEventKind.Error, s_nothing, code));
            return events;
        }
    }
}
