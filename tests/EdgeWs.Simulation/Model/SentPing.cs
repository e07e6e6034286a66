namespace EdgeWs.Simulation
{
    /// <summary>A ping whose pong is awaited.</summary>
    internal sealed class SentPing
    {
        internal SentPing(long deadline)
        {
            Deadline = deadline;
        }

        internal int Tag { get; set; }

        internal long Deadline { get; }
    }
}
