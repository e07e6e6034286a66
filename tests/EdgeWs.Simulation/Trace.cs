using System;
using System.Text;

namespace EdgeWs.Simulation
{
    /// <summary>What happened in a run, line by line, with the time of each.</summary>
    internal sealed class Trace(World world)
    {
        private readonly StringBuilder _text = new StringBuilder();

        internal void Add(FormattableString line)
        {
            _text.Append(world.Now.ToString("000000")).Append("  ").AppendLine(FormattableString.Invariant(line));
        }

        public override string ToString() => _text.ToString();
    }
}
