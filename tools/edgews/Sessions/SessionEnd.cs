namespace EdgeWs.Cli
{
    /// <summary>How a connection ended.</summary>
    /// <param name="How">Who ended it.</param>
    /// <param name="Code">The peer's close code; 1005 when it sent none, 1006 when there was no close frame.</param>
    /// <param name="Reason">The reason that came with it, or what was wrong.</param>
    internal sealed record SessionEnd(EndKind How, int Code, string Reason)
    {
        internal const int NoCode = 1005;
        internal const int NoCloseFrame = 1006;

        /// <summary>The exit code when the end came after all had been done, or at any time for one who waits for nothing in particular.</summary>
        internal int ExitCode
        {
            get
            {
                bool isClean = How == EndKind.ClosedByUs || (How == EndKind.ClosedByPeer && Code is 1000 or 1001 or NoCode);
                return isClean ? Cli.ExitCode.Done : Cli.ExitCode.Ended;
            }
        }

        /// <summary>One line for the user.</summary>
        internal string Describe()
        {
            string reason = Reason.Length == 0 ? string.Empty : ", “" + Printable.Text(Reason) + "”";
            return How switch
            {
                EndKind.ClosedByUs => $"Closed: {Code} {NameOf(Code)}{reason}",
                EndKind.ClosedByPeer => $"Closed by the peer: {Code} {NameOf(Code)}{reason}",
                EndKind.NotAnswered => "Closed, but the peer did not answer the close frame in time.",
                EndKind.Failed => $"The connection failed: {Printable.Text(Reason)}",
                _ => $"Connection lost: {NoCloseFrame} {NameOf(NoCloseFrame)}",
            };
        }

        /// <summary>What a close code means: RFC 6455 section 7.4.1 and the registry that it founded.</summary>
        private static string NameOf(int code)
        {
            return code switch
            {
                1000 => "normal closure",
                1001 => "going away",
                1002 => "protocol error",
                1003 => "unsupported data",
                NoCode => "no code given",
                NoCloseFrame => "no close frame",
                1007 => "invalid payload data",
                1008 => "policy violation",
                1009 => "message too big",
                1010 => "extension missing",
                1011 => "internal error",
                1012 => "service restart",
                1013 => "try again later",
                1014 => "bad gateway",
                >= 3000 and < 4000 => "registered code",
                >= 4000 and < 5000 => "the application's own code",
                _ => "unknown code",
            };
        }
    }
}
