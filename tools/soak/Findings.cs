using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace EdgeWs.Soak
{
    /// <summary>What went wrong. Any thread may report.</summary>
    internal sealed class Findings
    {
        private const int Kept = 20;

        private readonly ConcurrentQueue<string> _first = new ConcurrentQueue<string>();
        private int _count;

        internal int Count => Volatile.Read(ref _count);

        /// <summary>The first of them.</summary>
        internal IEnumerable<string> First => _first;

        internal void Add(string finding)
        {
            if (Interlocked.Increment(ref _count) <= Kept)
            {
                _first.Enqueue(finding);
            }
        }
    }
}
