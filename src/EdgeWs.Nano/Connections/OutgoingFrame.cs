namespace EdgeWs.Nano
{
    /// <summary>Bytes that wait to be sent in one piece: nothing else may come between them.</summary>
    internal sealed class OutgoingFrame
    {
        internal byte[] Data;
        internal readonly int End;

        /// <summary>The next byte to send.</summary>
        internal int Position;

        /// <summary>See <see cref="Outbox"/>: what kind of frame this is, and whether it was begun.</summary>
        internal int Flags;

        internal OutgoingFrame Next;

        internal OutgoingFrame(byte[] data, int position, int end, int flags)
        {
            Data = data;
            Position = position;
            End = end;
            Flags = flags;
        }
    }
}
