using EdgeWs.Nano;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Passes in which there is nothing to do.</summary>
    internal sealed class Idle : Benchmark
    {
        private readonly IoScheduler _scheduler;

        internal Idle(IoScheduler scheduler) => _scheduler = scheduler;

        internal override void Run(int count)
        {
            for (; count > 0; count--)
            {
                _scheduler.Poll(0);
            }
        }
    }
}
