using System;

namespace EdgeWs.Nano
{
    /// <summary>Monotonic milliseconds. Tests put one of their own in its place.</summary>
    /// <remarks>
    /// The value wraps after 49 days, so times are compared by the sign of their difference, which holds for spans below 24
    /// days. The wall clock would not do: it jumps by decades when the device learns the time.
    /// </remarks>
    internal class Clock
    {
        internal virtual int Ticks => (int)Environment.TickCount64;
    }
}
