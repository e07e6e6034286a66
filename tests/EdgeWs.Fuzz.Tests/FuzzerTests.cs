using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Fuzz.Tests
{
    /// <summary>The fuzzer finds what there is to find, and its oracles do not believe everything.</summary>
    [TestClass]
    public class FuzzerTests
    {
        public TestContext TestContext { get; set; }

        [TestMethod]
        public void WritesTheInputThatFails()
        {
            string folder = Path.Combine(TestContext.TestRunDirectory, "planted");
            FailsOnSeven target = new FailsOnSeven();
            long runs = RandomRun.Run(target, 1, TimeSpan.FromSeconds(10), 100000, folder, out Exception failure);

            Assert.IsInstanceOfType<InvariantException>(failure);
            Assert.IsLessThan(100000, runs);
            byte[] input = File.ReadAllBytes(Directory.GetFiles(folder).Single());
            Assert.ThrowsExactly<InvariantException>(() => target.Run(input));
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
        public void MostGeneratedRequestsAndAnswersOpenAConnection()
        {
            Random random = new Random(1);
            int accepted = 0;
            for (int i = 0; i < 1000; i++)
            {
                ByteWriter writer = new ByteWriter();
                RequestGenerator.Write(writer, random);
                HttpText head = HttpText.Read(writer.ToArray());
                accepted += head != null && Handshakes.IsRequest(head, "/chat") ? 1 : 0;
            }

            Assert.IsGreaterThan(400, accepted);
            Assert.IsLessThan(900, accepted);
        }

        [TestMethod]
        [DataRow("8101", 0, DisplayName = "a frame that is not whole")]
        [DataRow("810141880203E8", 0, DisplayName = "a message and a close frame")]
        [DataRow("880203E8810141", 1, DisplayName = "a message behind the close frame")]
        [DataRow("880203E800", 1, DisplayName = "a byte behind the close frame")]
        [DataRow("8801", 0, DisplayName = "half a close frame")]
        [DataRow("880100", 1, DisplayName = "a close frame of one byte")]
        [DataRow("880203ED", 1, DisplayName = "close code 1005")]
        [DataRow("8101FF", 1, DisplayName = "text that is not UTF-8")]
        [DataRow("8201FF", 0, DisplayName = "bytes that are not UTF-8")]
        [DataRow("010141", 1, DisplayName = "a fragment")]
        [DataRow("C10141", 1, DisplayName = "a reserved bit")]
        [DataRow("81810000000041", 1, DisplayName = "a masked frame of a server")]
        [DataRow("817E000141", 1, DisplayName = "a length that could be shorter")]
        [DataRow("830141", 1, DisplayName = "a reserved opcode")]
        [DataRow("0901", 1, DisplayName = "a ping in fragments")]
        public void WhatIsSentIsCheckedAgainstTheRfc(string sent, int faults)
        {
            SentFrames frames = new SentFrames(false);
            frames.Add(Convert.FromHexString(sent));
            if (faults == 0)
            {
                frames.Check(true);
            }
            else
            {
                Assert.ThrowsExactly<InvariantException>(() => frames.Check(true));
            }
        }

        private static byte[] Generate(FuzzTarget target, int seed)
        {
            Random random = new Random(seed);
            return Enumerable.Range(0, 20).SelectMany(i => target.Generate(random)).ToArray();
        }

        private sealed class FailsOnSeven : FuzzTarget
        {
            public override string Name => "seven";

            public override void Run(byte[] input)
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
