namespace EdgeWs.Cli
{
    /// <summary>Fewer messages came than were waited for.</summary>
    internal static class MissingMessages
    {
        internal static CliException Of(int received, int expected, SessionEnd end)
        {
            return end.How == EndKind.ClosedByPeer
                ? new CliException(ExitCode.Ended, $"The peer closed after {received} of {expected} messages.")
                : new CliException(ExitCode.Missing, $"Only {received} of {expected} messages arrived in time.");
        }
    }
}
