using System;

namespace EdgeWs.Conformance.Playing
{
    internal enum WireItemKind
    {
        /// <summary>Bytes go out.</summary>
        Write,

        /// <summary>Nothing goes out for a second.</summary>
        Pause,

        /// <summary>What is out is not wrong yet: the peer under test must not have failed the connection.</summary>
        StillValid,

        /// <summary>What is out is wrong: the peer under test must fail the connection before anything more goes out.</summary>
        Invalid,

        /// <summary>Messages go out one by one, each after the echo of the one before.</summary>
        RoundTrips,
    }

    /// <summary>One thing to do on the wire.</summary>
    internal sealed class WireItem
    {
        internal WireItem(WireItemKind kind)
        {
            Kind = kind;
        }

        internal WireItemKind Kind { get; }

        internal ReadOnlyMemory<byte> Bytes { get; init; }

        /// <summary>Into writes of how many bytes; 0 for one.</summary>
        internal int PieceSize { get; init; }

        internal Cases.RoundTripsStep RoundTrips { get; init; }
    }
}
