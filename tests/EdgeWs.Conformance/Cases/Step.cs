using System;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>Opcodes by their names in the list of cases. A reserved one is its number there.</summary>
    internal enum OpcodeName
    {
        Cont = 0,
        Text = 1,
        Bin = 2,
        Close = 8,
        Ping = 9,
        Pong = 10,
    }

    /// <summary>One thing that the tester does.</summary>
    internal abstract record Step;

    /// <summary>Sends a frame, valid or not.</summary>
    internal sealed record FrameStep : Step
    {
        internal bool IsFinal { get; init; } = true;

        internal int ReservedBits { get; init; }

        internal int Opcode { get; init; }

        internal ReadOnlyMemory<byte> Payload { get; init; }

        /// <summary>Into writes of how many bytes the frame is chopped; 0 for none.</summary>
        internal int PieceSize { get; init; }

        /// <summary>Whether the frame shares no write with its neighbours.</summary>
        internal bool HasOwnWrite { get; init; }

        /// <summary>How many bytes of the payload are out when the tester pauses, for each pause inside the frame.</summary>
        internal int[] PausesAt { get; init; } = [];

        internal int FirstByte => (IsFinal ? 0x80 : 0) | (ReservedBits << 4) | Opcode;
    }

    /// <summary>Sends nothing for a while.</summary>
    internal sealed record PauseStep : Step;

    /// <summary>Sends a message so many times, each after the echo of the one before.</summary>
    internal sealed record RoundTripsStep(int Count, Answer Message) : Step;
}
