namespace EdgeWs.Nano
{
    /// <summary>What became of a turn in the loop.</summary>
    internal static class PollResult
    {
        /// <summary>Nothing was done and nothing is urgent.</summary>
        internal const int Idle = 0;

        /// <summary>Something was done, so more may be there at once.</summary>
        internal const int Worked = 1;

        /// <summary>Nothing could be done, but something waits to go out, so the next look should be soon.</summary>
        internal const int Waiting = 2;
    }
}
