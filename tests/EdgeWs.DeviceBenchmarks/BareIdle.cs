using System;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>The least that a pass over connections can do: ask each whether something has arrived.</summary>
    internal sealed class BareIdle : Benchmark
    {
        private readonly Wire[] _wires;

        internal BareIdle(int count)
        {
            _wires = new Wire[count];
            for (int i = 0; i < count; i++)
            {
                _wires[i] = new Wire();
            }
        }

        internal override void Run(int count)
        {
            for (; count > 0; count--)
            {
                foreach (Wire wire in _wires)
                {
                    if (wire.Available != 0)
                    {
                        throw new InvalidOperationException();
                    }
                }
            }
        }
    }
}
