using System;
using System.Text;

namespace EdgeWs.Simulation
{
    /// <summary>What happened in a run, line by line, with the time of each.</summary>
    internal sealed class Trace
    {
        private readonly World _world;
        private readonly StringBuilder _text = new StringBuilder();

        internal Trace(World world)
        {
            _world = world;
        }

        internal void Add(FormattableString line)
        {
            _text.Append(_world.Now.ToString("000000")).Append("  ").AppendLine(FormattableString.Invariant(line));
        }

        public override string ToString()
        {
            return _text.ToString();
        }
    }
}
