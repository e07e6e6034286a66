using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>A peer's script at work. It prints a line of JSON a step, such as <c>{"step":"close","code":1000}</c>.</summary>
    internal sealed class PeerSession : IDisposable
    {
        private readonly ChildProcess _process;

        public PeerSession(Peer peer, params string[] arguments)
        {
            _process = peer.Start(arguments);
        }

        public string Transcript => "peer:\n" + _process.Transcript;

        /// <summary>Reads a server's first step, which tells its port.</summary>
        public int ReadPort()
        {
            return int.Parse(ReadValue("listening"));
        }

        /// <summary>Reads a step that has a value.</summary>
        public string ReadValue(string step)
        {
            string next = ReadStep();
            StringAssert.StartsWith(next, step + " ", Transcript);
            return next.Substring(step.Length + 1);
        }

        /// <summary>Fails unless these are the next steps.</summary>
        public void Expect(params string[] expected)
        {
            Journal.AssertIs(expected, ReadSteps(expected.Length), Transcript);
        }

        /// <summary>Fails unless these are all the steps that are left, and the script ends well.</summary>
        public void ExpectAll(params string[] expected)
        {
            Journal.AssertIs(expected, ReadSteps(int.MaxValue), Transcript);
            Assert.AreEqual(0, _process.WaitForExit(Deadlines.Step), Transcript);
        }

        public void Dispose()
        {
            _process.Dispose();
        }

        private string[] ReadSteps(int most)
        {
            var steps = new List<string>();
            string step;
            while (steps.Count < most && (step = ReadStep()) != null)
            {
                steps.Add(step);
            }

            return steps.ToArray();
        }

        /// <returns>The values of the step, joined by spaces; null at the end.</returns>
        private string ReadStep()
        {
            string line = _process.ReadLine(Deadlines.Step);
            return line == null
                ? null
                : string.Join(' ', JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Value.ToString()));
        }
    }
}
