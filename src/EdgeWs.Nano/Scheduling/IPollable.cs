namespace EdgeWs.Nano
{
    /// <summary>Something that a scheduler polls: a door, a guest, a connection.</summary>
    internal interface IPollable
    {
        /// <summary>Does what can be done now, without waiting and within bounds.</summary>
        /// <returns>A <see cref="PollResult"/>.</returns>
        public int Poll(int now);

        /// <summary>Waits until there may be something to do, or the time is over.</summary>
        /// <returns>False when it cannot wait; it has then returned at once.</returns>
        public bool Wait(int milliseconds);

        /// <summary>Called after <see cref="Poll"/> let an exception out, to end what can no longer be trusted.</summary>
        public void Fault();
    }
}
