using System;
using System.IO;

namespace EdgeWs.Fuzz
{
    /// <summary>The command line. See docs/fuzzing.md.</summary>
    internal static class Program
    {
        private const string Failures = "failures";

        private static int Main(string[] args)
        {
            CommandLine line = new CommandLine(args);
            switch (line.Command)
            {
                case "random":
                    return RunRandom(line);
                case "guided":
                    return Coverage.IsInstrumented ? RunGuided(line) : Instrumentation.RunInstrumented(args);
                case "minimise":
                    return Coverage.IsInstrumented ? Minimise(line) : Instrumentation.RunInstrumented(args);
                case "replay":
                    return Replay(line);
                case "instrument":
                    Console.WriteLine(Instrumentation.Create(line.Get("to", "instrumented")));
                    return 0;
                case "afl":
                    return RunAfl(line);
                default:
                    Console.WriteLine("random | guided | replay FILE… | minimise FOLDER… | instrument | afl: see docs/fuzzing.md");
                    return 1;
            }
        }

        private static int RunRandom(CommandLine line)
        {
            TimeSpan time = line.Get("runs", null) == null ? TimeSpan.FromSeconds(line.GetNumber("seconds", 10)) : TimeSpan.MaxValue;
            bool failed = false;
            foreach (FuzzTarget target in line.Targets)
            {
                int seed = (int)line.GetNumber("seed", Environment.TickCount);
                DateTime start = DateTime.UtcNow;
                long runs = RandomRun.Run(
                    target, seed, time, line.GetNumber("runs", long.MaxValue), line.Get("failures", Failures), out Exception failure);
                Console.WriteLine($"{target.Name}: {runs} runs in {(DateTime.UtcNow - start).TotalSeconds:F0} s, seed {seed}");
                failed |= failure != null;
            }

            return failed ? 1 : 0;
        }

        private static int RunGuided(CommandLine line)
        {
            int failures = 0;
            foreach (FuzzTarget target in line.Targets)
            {
                int seed = (int)line.GetNumber("seed", Environment.TickCount);
                string save = line.Get("save", null);
                GuidedRun run = new GuidedRun(
                    target, seed, line.Get("failures", Failures), save == null ? null : Path.Combine(save, target.Name));
                run.Load(Path.Combine(line.Get("corpus", "tests/EdgeWs.Fuzz/corpus"), target.Name));
                failures += run.Run(TimeSpan.FromSeconds(line.GetNumber("seconds", 60)));
            }

            return failures > 0 ? 1 : 0;
        }

        private static int Minimise(CommandLine line)
        {
            string result = line.Get("to", "minimised");
            foreach (FuzzTarget target in line.Targets)
            {
                Corpus.Minimise(target, line.Files, Path.Combine(result, target.Name), (int)line.GetNumber("max-size", 4096));
            }

            return 0;
        }

        private static int Replay(CommandLine line)
        {
            foreach (string file in line.Files)
            {
                line.Target.Run(File.ReadAllBytes(file));
                Console.WriteLine("passed: " + file);
            }

            return 0;
        }

        private static int RunAfl(CommandLine line)
        {
            FuzzTarget target = line.Target;
            SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
            {
                using MemoryStream input = new MemoryStream();
                stream.CopyTo(input);
                target.Run(input.ToArray());
            });
            return 0;
        }
    }
}
