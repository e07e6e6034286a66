using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Fuzz.Tests
{
    /// <summary>Every target takes its corpus, which holds the inputs of all bugs that were found, and some seconds of random inputs.</summary>
    [TestClass]
    public class TargetTests
    {
        // Together about twenty seconds.
        private const double SecondsPerTarget = 1.6;

        private const int Seed = 6455;

        public static IEnumerable<object[]> Names => FuzzTargets.All.Select(target => new object[] { target.Name });

        public TestContext TestContext { get; set; }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void TakesItsCorpus(string name)
        {
            FuzzTarget target = FuzzTargets.Find(name);
            string[] files = Directory.GetFiles(Path.Combine(CorpusFolder.Path, name));
            foreach (string file in files)
            {
                try
                {
                    target.Run(File.ReadAllBytes(file));
                }
                catch (Exception e)
                {
                    Assert.Fail($"{file}: {e}");
                }
            }

            Assert.IsGreaterThan(5, files.Length);
        }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void TakesRandomInputs(string name)
        {
            string failures = Path.Combine(TestContext.TestRunDirectory, "failures");
            long runs = RandomRun.Run(
                FuzzTargets.Find(name), Seed, TimeSpan.FromSeconds(SecondsPerTarget), long.MaxValue, failures, out Exception failure);
            TestContext.WriteLine($"{runs} runs");
            Assert.IsNull(failure, failure?.ToString());
            Assert.IsGreaterThan(100, runs);
        }
    }
}
