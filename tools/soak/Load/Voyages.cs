using System.Collections.Concurrent;
using System.Threading;

namespace EdgeWs.Soak.Load
{
    /// <summary>The clients that connect again, by the query of their requests. Any thread.</summary>
    internal sealed class Voyages
    {
        private readonly ConcurrentDictionary<string, Voyage> _all = new ConcurrentDictionary<string, Voyage>();
        private readonly Findings _findings;
        private int _last;

        internal Voyages(Findings findings)
        {
            _findings = findings;
        }

        /// <returns>The query to ask with.</returns>
        internal string Begin()
        {
            string query = "voyage" + Interlocked.Increment(ref _last);
            _all[query] = new Voyage(_findings, query);
            return query;
        }

        internal void End(string query)
        {
            _all.TryRemove(query, out _);
        }

        internal bool TryFind(string query, out Voyage voyage)
        {
            return _all.TryGetValue(query, out voyage);
        }
    }
}
