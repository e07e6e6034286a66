using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace EdgeWs.Fuzz
{
    /// <summary>The command line. See docs/fuzzing.md.</summary>
    internal static class Program
    {
        private const string Usage = "random TARGET|all [SECONDS] [SEED] | replay TARGET FILE | instrument FOLDER | afl TARGET: see docs/fuzzing.md";

        private static int Main(string[] args)
        {
            switch (args)
            {
                case ["random", string targets, .. string[] numbers] when numbers.Length <= 2:
                    int seconds = numbers.Length > 0 ? int.Parse(numbers[0], CultureInfo.InvariantCulture) : 10;
                    int seed = numbers.Length > 1 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : Environment.TickCount;
                    return RunRandom(targets == "all" ? FuzzTargets.All : [FuzzTargets.Find(targets)], seconds, seed) ? 0 : 1;
                case ["replay", string target, string file]:
                    return Replay(FuzzTargets.Find(target), file);
                case ["instrument", string folder]:
                    Console.WriteLine(Instrumentation.Create(folder));
                    return 0;
                case ["afl", string target]:
                    Instrumentation.RunForAfl(FuzzTargets.Find(target));
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        private static bool RunRandom(IEnumerable<FuzzTarget> targets, int seconds, int seed)
        {
            bool passed = true;
            foreach (FuzzTarget target in targets)
            {
                Stopwatch watch = Stopwatch.StartNew();
                long runs = RandomRun.Run(target, seed, done => watch.Elapsed.TotalSeconds < seconds, out Failure failure);
                Console.WriteLine($"{target.Name}: {runs} runs in {watch.Elapsed.TotalSeconds:F0} s, seed {seed}");
                if (failure != null)
                {
                    Console.WriteLine(failure);
                    passed = false;
                }
            }

            return passed;
        }

        /// <summary>Runs the lines of a file of the corpus, or a file of bare bytes, as AFL++ writes them.</summary>
        private static int Replay(FuzzTarget target, string file)
        {
            foreach (byte[] input in Path.GetExtension(file) == ".txt" ? Corpus.Read(file) : [File.ReadAllBytes(file)])
            {
                Console.WriteLine(Corpus.Format(target, input));
                target.Run(input);
            }

            return 0;
        }
    }
}
