using System;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Simulation
{
    /// <summary>
    /// Runs seeds: the first 4,000, or as many as <c>SIM_SEEDS</c> says, from <c>SIM_FIRST</c> on; or only <c>SIM_SEED</c>, with its trace.
    /// </summary>
    [TestClass]
    public sealed class SimulationTests
    {
        private const int DefaultSeeds = 4000;
        private const int ReportedTraceLines = 60;

        /// <summary>Set by the framework.</summary>
        public TestContext TestContext { get; set; }

        [TestMethod]
        public void EverySeedKeepsThePromises()
        {
            int? only = Setting("SIM_SEED");
            int first = only ?? Setting("SIM_FIRST") ?? 1;
            int count = only.HasValue ? 1 : Setting("SIM_SEEDS") ?? DefaultSeeds;
            var seeds = new SeedRange();
            SimulationFailure failure = seeds.Run(first, count);
            TestContext.WriteLine(seeds.Done + " seeds from " + first);
            if (failure != null)
            {
                string trace = string.Join('\n', failure.Trace.Split('\n').TakeLast(only.HasValue ? int.MaxValue : ReportedTraceLines));
                Assert.Fail($"seed {failure.Seed}: {failure.Message}\n\n{trace}\nTo replay it with the whole trace:\n{failure.Replay}\n");
            }
        }

        [TestMethod]
        public void ASeedIsTheSameRunEveryTime()
        {
            for (int seed = 1; seed <= 50; seed++)
            {
                string trace = SimulationRun.Trace(seed);
                Assert.AreEqual(trace, SimulationRun.Trace(seed));
                Assert.IsGreaterThan(500, trace.Length);
            }
        }

        private static int? Setting(string name)
        {
            string value = Environment.GetEnvironmentVariable(name);
            return string.IsNullOrEmpty(value) ? null : int.Parse(value, CultureInfo.InvariantCulture);
        }
    }
}
