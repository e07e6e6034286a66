using System;
using System.Linq;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Fuzz.Tests
{
    /// <summary>The fuzzer finds what there is to find.</summary>
    [TestClass]
    public class FuzzerTests
    {
        [TestMethod]
        public void FindsTheInputThatFails()
        {
            FailsOnSeven target = new FailsOnSeven();
            long runs = RandomRun.Run(target, 1, done => done < 100000, out Failure failure);

            Assert.IsLessThan(100000, runs);
            Assert.IsInstanceOfType<InvariantException>(failure.Exception);
            Assert.ThrowsExactly<InvariantException>(() => target.Run(failure.Input));
        }

        [TestMethod]
        public void TheSeedDecidesEveryInput()
        {
            foreach (FuzzTarget target in FuzzTargets.All)
            {
                CollectionAssert.AreEqual(Generate(target, 5), Generate(target, 5), target.Name);
                CollectionAssert.AreNotEqual(Generate(target, 5), Generate(target, 6), target.Name);
            }
        }

        [TestMethod]
        public void MostGeneratedHandshakesOpenAConnection()
        {
            Random random = new Random(1);
            int requests = 0;
            int answers = 0;
            for (int i = 0; i < 1000; i++)
            {
                requests += Read(writer => HeadGenerator.WriteRequest(writer, random)) is { } request && Handshakes.IsRequest(request, "/chat") ? 1 : 0;
                answers += Read(writer => HeadGenerator.WriteAnswer(writer, random)) is { } answer
                    && Handshakes.IsAnswer(answer, OpeningHandshake.SampleKey, []) ? 1 : 0;
            }

            Assert.IsInRange(400, 900, requests);
            Assert.IsInRange(400, 900, answers);
        }

        private static HttpText Read(Action<ByteWriter> write)
        {
            ByteWriter writer = new ByteWriter();
            write(writer);
            return HttpText.Read(writer.ToArray());
        }

        private static byte[] Generate(FuzzTarget target, int seed)
        {
            Random random = new Random(seed);
            return Enumerable.Range(0, 20).SelectMany(i => target.Generate(random)).ToArray();
        }

        private sealed class FailsOnSeven : FuzzTarget
        {
            internal override string Name => "seven";

            internal override void Run(byte[] input)
            {
                Invariant.Require(input.Length == 0 || input[0] != 7, "seven");
            }

            internal override byte[] Generate(Random random)
            {
                return random.Bytes(random.Next(4));
            }
        }
    }
}
