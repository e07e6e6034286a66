namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>The unit of this machine: one turn of a loop that does nothing.</summary>
    internal sealed class EmptyLoop : Benchmark
    {
        internal override void Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
            }
        }
    }
}
