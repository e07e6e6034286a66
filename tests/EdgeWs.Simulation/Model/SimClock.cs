using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The clock of one loop, which the world moves.</summary>
    internal sealed class SimClock(int ticks) : Clock
    {
        private int _ticks = ticks;

        internal override int Ticks => _ticks;

        internal void Advance(int milliseconds) => _ticks += milliseconds;
    }
}
