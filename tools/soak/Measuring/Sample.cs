namespace EdgeWs.Soak.Measuring
{
    /// <summary>One line of the report: what was there at a time, and what happened since the line before.</summary>
    /// <param name="Seconds">Since the load began.</param>
    /// <param name="Footprint">What the process held.</param>
    /// <param name="Channels">The channels of the server.</param>
    /// <param name="MessagesPerSecond">Messages that arrived, at either end.</param>
    /// <param name="Median">Milliseconds from sending a message to its answer, for half of them.</param>
    /// <param name="P99">For 99 of 100.</param>
    /// <param name="P999">For 999 of 1000.</param>
    /// <param name="Longest">For the slowest.</param>
    /// <param name="WorstPass">The longest pass of the server's loop in milliseconds.</param>
    internal sealed record Sample(
        double Seconds,
        Footprint Footprint,
        int Channels,
        double MessagesPerSecond,
        double Median,
        double P99,
        double P999,
        double Longest,
        double WorstPass);
}
