namespace EdgeWs.Cli
{
    /// <summary>What the tool returns to its caller. See docs/cli.md.</summary>
    internal static class ExitCode
    {
        /// <summary>What was asked for happened.</summary>
        internal const int Done = 0;

        /// <summary>The connection worked, but an echo, a pong or a message is missing or wrong.</summary>
        internal const int Missing = 1;

        /// <summary>The command line, or a file that it names, cannot be used.</summary>
        internal const int Usage = 2;

        /// <summary>No connection: not found, refused, unreachable, no answer in time.</summary>
        internal const int Unreachable = 3;

        /// <summary>No TLS: the certificate is not trusted, or the TLS handshake failed.</summary>
        internal const int Tls = 4;

        /// <summary>The peer answered, but not with a WebSocket.</summary>
        internal const int Refused = 5;

        /// <summary>The peer ended the connection too early or not as RFC 6455 says.</summary>
        internal const int Ended = 6;

        /// <summary>Ctrl+C before there was a connection, or during a load.</summary>
        internal const int Interrupted = 130;
    }
}
