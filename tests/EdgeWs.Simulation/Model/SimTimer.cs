using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A timer of the script, and when it has to run.</summary>
    internal sealed class SimTimer(long due, int period)
    {
        internal IoTimer Timer { get; set; }

        internal long Due { get; private set; } = due;

        internal bool IsOver { get; set; }

        internal void Fired(long now)
        {
            IsOver |= period == 0;

            // Calls that were missed are not made up for.
            Due = Due + period > now ? Due + period : now + period;
        }
    }
}
