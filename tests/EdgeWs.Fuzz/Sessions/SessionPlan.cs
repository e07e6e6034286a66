namespace EdgeWs.Fuzz
{
    /// <summary>The first four bytes of a session's input: everything but what the peer sends.</summary>
    internal sealed class SessionPlan
    {
        /// <summary>The bytes of a plan.</summary>
        internal const int Size = 4;

        internal SessionPlan(InputReader input)
        {
            int first = input.NextByte();
            Behaviour = (Behaviour)(first & 7);
            End = (SessionEnd)((first >> 3) & 3);
            HasSmallLimits = (first & 0x20) != 0;
            UsesProtocols = (first & 0x40) != 0;
            PieceKind = input.NextByte();
            Capacity = input.NextByte() * 16;
            TimeStep = input.NextByte() * 16;
        }

        internal Behaviour Behaviour { get; }

        /// <summary>What the peer does behind its last byte.</summary>
        internal SessionEnd End { get; }

        /// <summary>Whether the limits are close enough to be hit often.</summary>
        internal bool HasSmallLimits { get; }

        internal bool UsesProtocols { get; }

        /// <summary>See <see cref="Pieces"/>.</summary>
        internal int PieceKind { get; }

        /// <summary>The most bytes on their way to the peer, which then is slow to read them; 0 for no limit.</summary>
        internal int Capacity { get; }

        /// <summary>Milliseconds from one piece to the next.</summary>
        internal int TimeStep { get; }

        /// <summary>
        /// Whether nothing but the stream decides what happens: no full buffers, no deadlines, no whims of the application. What
        /// the library does is then known to the last byte.
        /// </summary>
        internal bool IsCalm => Behaviour <= Behaviour.Silent && Capacity == 0 && TimeStep == 0;
    }
}
