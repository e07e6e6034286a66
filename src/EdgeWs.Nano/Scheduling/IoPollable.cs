using System;
using System.ComponentModel;

namespace EdgeWs.Nano
{
    /// <summary>Something that a scheduler polls: a server, a connection. Not to be derived from by applications.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract class IoPollable
    {
        /// <summary>Nothing was done and nothing is urgent.</summary>
        internal const int Idle = 0;

        /// <summary>Something was done, so more may be there at once.</summary>
        internal const int Worked = 1;

        /// <summary>Nothing could be done, but something waits to go out, so the next look should be soon.</summary>
        internal const int Waiting = 2;

        internal IoPollable()
        {
        }

        /// <summary>Does what can be done now, without waiting and within bounds.</summary>
        /// <returns><see cref="Idle"/>, <see cref="Worked"/> or <see cref="Waiting"/>.</returns>
        internal abstract int Poll(int now);

        /// <summary>Waits until there may be something to do, or the time is over.</summary>
        /// <returns>False when it cannot wait; it has then returned at once.</returns>
        internal abstract bool Wait(int milliseconds);

        /// <summary>Called after <see cref="Poll"/> let an exception out, to end what can no longer be trusted.</summary>
        internal abstract void Fault();
    }
}
