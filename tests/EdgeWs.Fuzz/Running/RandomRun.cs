using System;
using System.Collections.Generic;

namespace EdgeWs.Fuzz
{
    /// <summary>An input with which a target failed.</summary>
    internal sealed record Failure(FuzzTarget Target, byte[] Input, Exception Exception)
    {
        public override string ToString()
        {
            return $"{Exception}\nThe input, as a line for the corpus of {Target.Name}:\n{Corpus.Format(Target, Input)}";
        }
    }

    /// <summary>Runs inputs that a generator makes; half of them are changed afterwards, or are changed inputs of the corpus.</summary>
    internal static class RandomRun
    {
        /// <summary>Runs a target until it fails or is told to end.</summary>
        /// <param name="target">The target.</param>
        /// <param name="seed">Decides every input.</param>
        /// <param name="goesOn">Is asked before each run, with the number of runs so far.</param>
        /// <param name="failure">The failure that ended the run, or null.</param>
        /// <returns>How many inputs were run.</returns>
        internal static long Run(FuzzTarget target, int seed, Func<long, bool> goesOn, out Failure failure)
        {
            IReadOnlyList<byte[]> corpus = Corpus.Of(target);
            Random random = new Random(seed);
            byte[] last = [];
            long runs = 0;
            failure = null;
            while (failure == null && goesOn(runs))
            {
                byte[] generated = target.Generate(random);
                byte[] input = random.OneIn(2) ? generated
                    : corpus.Count > 0 && random.OneIn(3) ? Mutator.Mutate(corpus[random.Next(corpus.Count)], generated, random)
                    : Mutator.Mutate(generated, last, random);
                last = generated;
                runs++;
                try
                {
                    target.Run(input);
                }
                catch (Exception e)
                {
                    failure = new Failure(target, input, e);
                }
            }

            return runs;
        }
    }
}
