using System;

namespace EdgeWs.Nano
{
    /// <summary>A timer that runs in the loop; made by <see cref="IoScheduler.SetTimeout"/> and <see cref="IoScheduler.SetInterval"/>.</summary>
    public sealed class IoTimer
    {
        internal Action Callback;
        internal int Due;

        /// <summary>Milliseconds from one call to the next, or 0 for a single call.</summary>
        internal int Period;

        internal IoTimer Next;

        internal IoTimer(Action callback, int due, int period)
        {
            Callback = callback;
            Due = due;
            Period = period;
        }
    }
}
