using System.Collections.Concurrent;

namespace EdgeWs.Soak
{
    /// <summary>What all parts of a run share: what was asked for, what was found, and the two threads that poll.</summary>
    internal sealed class Bench
    {
        internal Bench(SoakOptions options)
        {
            Options = options;
            ServerLoop = new PollThread("server loop", Findings);
            ClientLoop = new PollThread("client loop", Findings);
        }

        internal SoakOptions Options { get; }

        internal Tally Tally { get; } = new Tally();

        /// <summary>What went wrong. Any thread may add.</summary>
        internal ConcurrentQueue<string> Findings { get; } = new ConcurrentQueue<string>();

        internal PollThread ServerLoop { get; }

        internal PollThread ClientLoop { get; }
    }
}
