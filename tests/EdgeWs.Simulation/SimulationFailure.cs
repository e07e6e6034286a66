namespace EdgeWs.Simulation
{
    /// <summary>What went wrong with one seed, and all that led to it.</summary>
    internal sealed record SimulationFailure(int Seed, string Message, string Trace)
    {
        /// <summary>The command that does it again.</summary>
        internal string Replay => $"dotnet test tests/EdgeWs.Simulation -e SIM_SEED={Seed}";
    }
}
