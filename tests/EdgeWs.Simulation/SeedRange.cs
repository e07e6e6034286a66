using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Simulation
{
    /// <summary>Runs many seeds on all processors, until one fails or does not end.</summary>
    internal sealed class SeedRange
    {
        // A seed takes milliseconds: only a call that never returns takes as long, whatever else the machine has to do.
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

        private readonly ConcurrentBag<SimulationFailure> _failures = new ConcurrentBag<SimulationFailure>();
        private readonly TaskCompletionSource<SimulationFailure> _endless = new TaskCompletionSource<SimulationFailure>();
        private int _done;

        internal int Done => _done;

        /// <returns>The failure of the smallest seed that failed, or null.</returns>
        internal SimulationFailure Run(int first, int count)
        {
            Task all = Task.Run(() => Parallel.For(first, first + count, Run));
            if (Task.WaitAny(all, _endless.Task) == 1)
            {
                return _endless.Task.Result;
            }

            all.Wait();
            return _failures.MinBy(failure => failure.Seed);
        }

        private void Run(int seed, ParallelLoopState state)
        {
            var endless = new SimulationFailure(seed, "does not end: a call of the library goes on for ever", string.Empty);
            using var watch = new Timer(s => _endless.TrySetResult(endless), null, s_patience, Timeout.InfiniteTimeSpan);
            SimulationFailure failure = SimulationRun.Run(seed);
            Interlocked.Increment(ref _done);
            if (failure != null)
            {
                _failures.Add(failure);
                state.Break();
            }
        }
    }
}
