using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Fuzz.Tests
{
    /// <summary>Every target takes its corpus, which holds the inputs of all bugs that were found, and some thousands of random inputs.</summary>
    [TestClass]
    public class TargetTests
    {
        private const int Seed = 6455;

        private const int RandomInputs = 10000;

        public static IEnumerable<object[]> Names => FuzzTargets.All.Select(target => new object[] { target.Name });

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void TakesItsCorpus(string name)
        {
            FuzzTarget target = FuzzTargets.Find(name);
            IReadOnlyList<byte[]> corpus = Corpus.Of(target);
            foreach (byte[] input in corpus)
            {
                string line = Corpus.Format(target, input);
                CollectionAssert.AreEqual(input, Corpus.Parse(line), line);
                try
                {
                    target.Run(input);
                }
                catch (Exception e)
                {
                    Assert.Fail(line + "\n" + e);
                }
            }

            Assert.IsGreaterThan(5, corpus.Count);
        }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void TakesRandomInputs(string name)
        {
            RandomRun.Run(FuzzTargets.Find(name), Seed, done => done < RandomInputs, out Failure failure);
            Assert.IsNull(failure, failure?.ToString());
        }
    }
}
