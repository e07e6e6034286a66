namespace EdgeWs.Simulation
{
    /// <summary>A ping whose pong is awaited.</summary>
    internal sealed record SentPing(long Deadline)
    {
        internal int Tag { get; set; }
    }
}
