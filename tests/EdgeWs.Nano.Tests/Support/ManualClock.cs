namespace EdgeWs.Nano.Tests
{
    /// <summary>A clock that a test moves.</summary>
    internal sealed class ManualClock : Clock
    {
        private int _ticks;

        internal ManualClock(int ticks)
        {
            _ticks = ticks;
        }

        internal override int Ticks => _ticks;

        internal void Advance(int milliseconds) => _ticks += milliseconds;
    }
}
