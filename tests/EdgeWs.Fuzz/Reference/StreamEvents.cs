using System;
using System.Collections.Generic;
using System.Text.Unicode;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Fuzz
{
    /// <summary>What a stream of frames means to who receives it.</summary>
    /// <param name="Opcode">What came: text, binary, a ping, a pong, a close frame; or an error.</param>
    /// <param name="Payload">The message or the application data; for a close frame the reason.</param>
    /// <param name="Code">The code of a close frame, or the one with which to fail.</param>
    internal readonly record struct StreamEvent(int Opcode, byte[] Payload, int Code)
    {
        /// <summary>Stands for an opcode where the stream breaks the RFC or a limit.</summary>
        internal const int Error = -1;

        internal bool IsEnd => Opcode is Frame.Close or Error;

        internal bool IsSameAs(StreamEvent other)
        {
            return Opcode == other.Opcode && Code == other.Code && Payload.AsSpan().SequenceEqual(other.Payload);
        }
    }

    /// <summary>What a stream must be understood as, by RFC 6455 and the limits of who receives it.</summary>
    internal static class StreamEvents
    {
        /// <summary>Reads a stream up to its end, to a close frame or to an error.</summary>
        /// <param name="stream">All bytes behind the opening handshake.</param>
        /// <param name="isMasked">Whether a client sent them.</param>
        /// <param name="maxMessage">The largest message.</param>
        /// <param name="maxFragments">The most frames of a message.</param>
        internal static List<StreamEvent> Of(ReadOnlySpan<byte> stream, bool isMasked, int maxMessage, int maxFragments)
        {
            var events = new List<StreamEvent>();
            var message = new List<byte>();
            int opcode = 0;
            int fragments = 0;
            while (Frame.TryRead(stream, out Frame frame))
            {
                if (frame.FindFault(isMasked, opcode != 0) != null)
                {
                    return Fail(events, 1002);
                }

                if (!frame.HasHeader || (frame.IsControl && !frame.IsWhole))
                {
                    return events;
                }

                byte[] payload = frame.GetPayload();
                if (frame.Opcode == Frame.Close)
                {
                    return Close(events, payload);
                }

                if (frame.IsControl)
                {
                    events.Add(new StreamEvent(frame.Opcode, payload, 0));
                }
                else
                {
                    opcode = opcode == 0 ? frame.Opcode : opcode;
                    int failure = frame.Length > (ulong)(maxMessage - message.Count) ? 1009 : ++fragments > maxFragments ? 1008 : 0;
                    message.AddRange(payload);
                    byte[] bytes = message.ToArray();
                    bool isEnd = frame.IsFinal && frame.IsWhole;
                    if (failure == 0 && opcode == Frame.Text && (isEnd ? !Utf8.IsValid(bytes) : Utf8Scan.FindFailure(bytes, false) >= 0))
                    {
                        failure = 1007;
                    }

                    if (failure != 0)
                    {
                        return Fail(events, failure);
                    }

                    if (!frame.IsWhole)
                    {
                        return events;
                    }

                    if (isEnd)
                    {
                        events.Add(new StreamEvent(opcode, bytes, 0));
                        message.Clear();
                        opcode = 0;
                        fragments = 0;
                    }
                }

                stream = stream.Slice(frame.Size);
            }

            return events;
        }

        private static List<StreamEvent> Close(List<StreamEvent> events, byte[] payload)
        {
            int error = CloseBody.FindError(payload);
            if (error != 0)
            {
                return Fail(events, error);
            }

            events.Add(new StreamEvent(Frame.Close, payload.Length == 0 ? [] : payload[2..], CloseBody.ReadCode(payload)));
            return events;
        }

        private static List<StreamEvent> Fail(List<StreamEvent> events, int code)
        {
            events.Add(new StreamEvent(StreamEvent.Error, [], code));
            return events;
        }
    }
}
