using BenchmarkDotNet.Attributes;
using EdgeWs.Nano;

namespace EdgeWs.Benchmarks
{
    /// <summary>Timers: a pass in which none is due, one that is set and cleared, one that is set and due.</summary>
    [MemoryDiagnoser]
    public class TimerBenchmarks
    {
        private const int Later = 600000;

        private IoScheduler _scheduler;
        private int _calls;

        [Params(1, 10, 100)]
        public int Waiting { get; set; }

        [GlobalSetup]
        public void SetUp()
        {
            _scheduler = new IoScheduler();
            for (int i = 0; i < Waiting; i++)
            {
                _scheduler.SetInterval(Call, Later);
            }
        }

        [Benchmark]
        public bool Pass()
        {
            return _scheduler.Poll(0);
        }

        [Benchmark]
        public void SetAndClear()
        {
            _scheduler.Clear(_scheduler.SetTimeout(Call, Later / 2));
        }

        [Benchmark]
        public int SetAndRun()
        {
            _scheduler.SetTimeout(Call, 0);
            _scheduler.Poll(0);
            return _calls;
        }

        private void Call()
        {
            _calls++;
        }
    }
}
