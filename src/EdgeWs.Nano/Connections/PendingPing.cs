namespace EdgeWs.Nano
{
    /// <summary>A ping whose pong has not come yet. A connection holds its oldest one; see <see cref="PingPool"/>.</summary>
    internal sealed class PendingPing
    {
        internal int Tag;
        internal int Deadline;
        internal WsPongHandler Callback;
        internal PendingPing Next;
    }
}
