using System;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace EdgeWs.Benchmarks
{
    internal static class Program
    {
        /// <summary>All benchmarks in a few minutes, unless the command line names a job.</summary>
        private static void Main(string[] args)
        {
            IConfig config = DefaultConfig.Instance;
            if (Array.IndexOf(args, "--job") < 0 && Array.IndexOf(args, "-j") < 0)
            {
                config = config.AddJob(Job.Default
                    .WithWarmupCount(3)
                    .WithIterationCount(8)
                    .WithIterationTime(TimeInterval.FromMilliseconds(150)));
            }

            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
        }
    }
}
