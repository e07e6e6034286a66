using System;

namespace EdgeWs.Cli
{
    /// <summary>Ends the program with one line for the user and an exit code.</summary>
    internal sealed class CliException : Exception
    {
        internal CliException(int exitCode, string message)
            : base(message)
        {
            ExitCode = exitCode;
        }

        internal int ExitCode { get; }
    }
}
