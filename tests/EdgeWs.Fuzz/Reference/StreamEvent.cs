using System;

namespace EdgeWs.Fuzz
{
    /// <summary>What a stream of frames means to who receives it.</summary>
    /// <param name="Kind">What came.</param>
    /// <param name="Payload">The message or the application data; for a close frame the reason.</param>
    /// <param name="Code">The code of a close frame, or the one with which to fail.</param>
    internal readonly record struct StreamEvent(StreamEventKind Kind, byte[] Payload, int Code)
    {
        internal bool IsEnd => Kind is StreamEventKind.Close or StreamEventKind.Error;

        internal bool IsSameAs(StreamEvent other)
        {
            return Kind == other.Kind && Code == other.Code && Payload.AsSpan().SequenceEqual(other.Payload);
        }
    }
}
