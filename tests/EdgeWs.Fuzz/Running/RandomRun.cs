using System;
using System.Diagnostics;

namespace EdgeWs.Fuzz
{
    /// <summary>Runs inputs of a generator, half of them mutated. The seed decides everything.</summary>
    public static class RandomRun
    {
        /// <summary>Runs a target for a time or for a number of inputs, whichever ends first.</summary>
        /// <param name="target">The target.</param>
        /// <param name="seed">Decides every input.</param>
        /// <param name="time">How long.</param>
        /// <param name="maxRuns">How many.</param>
        /// <param name="folder">Where to write failing inputs.</param>
        /// <param name="failure">The first failure, which ends the run, or null.</param>
        /// <returns>How many inputs were run.</returns>
        public static long Run(FuzzTarget target, int seed, TimeSpan time, long maxRuns, string folder, out Exception failure)
        {
            Random random = new Random(seed);
            Stopwatch watch = Stopwatch.StartNew();
            using Runner runner = new Runner(target, folder);
            byte[] last = Array.Empty<byte>();
            failure = null;
            while (failure == null && runner.Runs < maxRuns && watch.Elapsed < time)
            {
                byte[] input = target.Generate(random);
                failure = runner.Run(random.OneIn(2) ? input : Mutator.Mutate(input, last, random));
                last = input;
            }

            return runner.Runs;
        }
    }
}
