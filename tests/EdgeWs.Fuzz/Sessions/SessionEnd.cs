namespace EdgeWs.Fuzz
{
    /// <summary>How a peer leaves.</summary>
    internal enum SessionEnd
    {
        /// <summary>Closes the connection.</summary>
        Closes,

        /// <summary>Resets the connection.</summary>
        Resets,

        /// <summary>Says nothing more and stays.</summary>
        FallsSilent,

        /// <summary>Reads what there is, then closes.</summary>
        ReadsAndCloses,
    }
}
