using System;
using EdgeWs.Nano;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Timers that are set, and due in the next pass.</summary>
    internal sealed class TimerCalls : Benchmark
    {
        private readonly IoScheduler _scheduler;
        private readonly Action _callback;
        private int _calls;

        internal TimerCalls(IoScheduler scheduler)
        {
            _scheduler = scheduler;
            _callback = () => _calls++;
        }

        internal override void Run(int count)
        {
            int expected = _calls + count;
            for (; count > 0; count--)
            {
                _scheduler.SetTimeout(_callback, 0);
                _scheduler.Poll(0);
            }

            if (_calls != expected)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
