using System;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>One thing that the tester does.</summary>
    internal abstract class Step
    {
    }

    /// <summary>Sends a frame, valid or not.</summary>
    internal sealed class FrameStep : Step
    {
        internal bool IsFinal { get; init; } = true;

        internal int Rsv { get; init; }

        internal int Opcode { get; init; }

        internal ReadOnlyMemory<byte> Payload { get; init; }

        /// <summary>Into writes of how many bytes the frame is chopped; 0 for none.</summary>
        internal int PieceSize { get; init; }

        /// <summary>Whether the frame shares no write with its neighbours.</summary>
        internal bool HasOwnWrite { get; init; }

        /// <summary>How many bytes of the payload are out when the tester pauses, for each pause inside the frame.</summary>
        internal int[] PausesAt { get; init; } = Array.Empty<int>();
    }

    /// <summary>Sends nothing for a second.</summary>
    internal sealed class PauseStep : Step
    {
        internal const int Milliseconds = 1000;
    }

    /// <summary>Sends messages one by one, each after the echo of the one before.</summary>
    internal sealed class RoundTripsStep : Step
    {
        internal int Count { get; init; }

        internal int Opcode { get; init; }

        internal byte[] Payload { get; init; }
    }
}
