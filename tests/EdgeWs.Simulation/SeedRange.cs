using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeWs.Simulation
{
    /// <summary>Runs many seeds on all processors, until one fails or does not end.</summary>
    internal sealed class SeedRange
    {
        // A seed takes milliseconds.
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

        private readonly ConcurrentBag<SimulationFailure> _failures = new ConcurrentBag<SimulationFailure>();
        private readonly ConcurrentDictionary<int, long> _running = new ConcurrentDictionary<int, long>();
        private int _done;

        /// <summary>How many were run to their end.</summary>
        internal int Done => Volatile.Read(ref _done);

        /// <returns>The failure of the smallest seed that failed, or null.</returns>
        internal SimulationFailure Run(int first, int count)
        {
            Task all = Task.Run(() => Parallel.For(first, first + count, Run));
            while (!all.Wait(TimeSpan.FromMilliseconds(100)))
            {
                foreach ((int seed, long began) in _running)
                {
                    if (Stopwatch.GetElapsedTime(began) > s_patience)
                    {
                        return new SimulationFailure(seed, "does not end: a call of the library goes on for ever", string.Empty);
                    }
                }
            }

            return _failures.MinBy(failure => failure.Seed);
        }

        private void Run(int seed, ParallelLoopState state)
        {
            _running[seed] = Stopwatch.GetTimestamp();
            SimulationFailure failure = SimulationRun.Run(seed);
            _running.TryRemove(seed, out _);
            Interlocked.Increment(ref _done);
            if (failure != null)
            {
                _failures.Add(failure);
                state.Break();
            }
        }
    }
}
