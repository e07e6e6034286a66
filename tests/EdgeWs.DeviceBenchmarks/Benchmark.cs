namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>Something whose cost is measured.</summary>
    internal abstract class Benchmark
    {
        /// <summary>Does it so many times.</summary>
        internal abstract void Run(int count);
    }
}
