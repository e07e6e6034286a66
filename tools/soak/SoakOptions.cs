namespace EdgeWs.Soak
{
    /// <summary>What the command line asks for.</summary>
    /// <param name="Minutes">How long the load lasts, the warm-up not counted.</param>
    /// <param name="Channels">How many connections there are at a time.</param>
    /// <param name="Reconnects">How many of them end and are replaced in each second.</param>
    /// <param name="Seed">What the load depends on, as far as the platform's threads let it.</param>
    internal sealed record SoakOptions(double Minutes, int Channels, int Reconnects, int Seed);
}
