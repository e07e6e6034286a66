using System.Text.Json;

namespace EdgeWs.Interop.Tests.Exchanges
{
    /// <summary>A peer's script at work. It prints a line of JSON a step, such as <c>{"step":"close","code":1000}</c>.</summary>
    internal sealed class PeerSession : IDisposable
    {
        private readonly ChildProcess _process;

        public PeerSession(string script, params string[] arguments)
            : this(Peer.FindFor(script), script, arguments)
        {
        }

        public PeerSession(Peer peer, string script, params string[] arguments)
        {
            _process = peer.Start([script, .. arguments]);
        }

        /// <summary>Reads a server's first step, which tells its port.</summary>
        public string ReadPort()
        {
            string step = ReadStep();
            StringAssert.StartsWith(step, "listening ", _process.Transcript);
            return step.Split(' ')[1];
        }

        /// <summary>Asserts which steps come next: their values, joined by spaces.</summary>
        public void Expect(params string[] steps)
        {
            foreach (string step in steps)
            {
                Assert.AreEqual(step, ReadStep(), _process.Transcript);
            }
        }

        /// <summary>Asserts which steps are left, and that the script ends well.</summary>
        public void ExpectAll(params string[] steps)
        {
            Expect([.. steps, null]);
            _process.ExpectExit(0);
        }

        public void Dispose()
        {
            _process.Dispose();
        }

        private string ReadStep()
        {
            string line = _process.ReadLine();
            return line == null ? null : string.Join(' ', JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Value.ToString()));
        }
    }
}
