using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A timer of the script, and when it has to run.</summary>
    internal sealed class SimTimer
    {
        private readonly int _period;

        internal SimTimer(long due, int period)
        {
            Due = due;
            _period = period;
        }

        internal IoTimer Timer { get; set; }

        internal long Due { get; private set; }

        internal bool IsOver { get; set; }

        internal void Fired(long now)
        {
            if (_period == 0)
            {
                IsOver = true;
            }

            // Calls that were missed are not made up for.
            Due = Due + _period > now ? Due + _period : now + _period;
        }
    }
}
