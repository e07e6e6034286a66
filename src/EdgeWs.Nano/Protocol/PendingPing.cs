namespace EdgeWs.Nano
{
    /// <summary>A ping whose pong has not come yet.</summary>
    internal sealed class PendingPing
    {
        internal readonly int Tag;
        internal readonly int Deadline;
        internal readonly WsPongHandler Callback;
        internal PendingPing Next;

        internal PendingPing(int tag, int deadline, WsPongHandler callback)
        {
            Tag = tag;
            Deadline = deadline;
            Callback = callback;
        }
    }
}
