using System.Collections.Generic;

namespace EdgeWs.Soak.Load
{
    /// <summary>
    /// What a client that connects again says over all its connections: a message may be lost with one, but none arrives twice,
    /// and on each connection there is no gap. All is called on the server's thread.
    /// </summary>
    internal sealed class Voyage
    {
        private readonly Findings _findings;
        private readonly string _name;
        private readonly HashSet<int> _seen = new HashSet<int>();

        internal Voyage(Findings findings, string name)
        {
            _findings = findings;
            _name = name;
        }

        /// <param name="number">Of the message that arrived.</param>
        /// <param name="last">Of the one before it on this connection; negative when there was none.</param>
        internal void Arrive(int number, int last)
        {
            if (!_seen.Add(number))
            {
                _findings.Add($"{_name}: message {number} arrived twice");
            }

            if (last >= 0 && number != last + 1)
            {
                _findings.Add($"{_name}: message {number} after {last} on one connection");
            }
        }
    }
}
