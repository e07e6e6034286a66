using System;
using System.Text.RegularExpressions;

namespace EdgeWs.Desktop.Tests.Documents
{
    /// <summary>How commands of one kind are checked.</summary>
    /// <param name="Pattern">A regular expression: which commands these are.</param>
    /// <param name="Check">Fails when the command does not do what its document says.</param>
    internal sealed record CommandRule(string Pattern, Action<DocumentedCommand> Check)
    {
        public bool Claims(string command)
        {
            return Regex.IsMatch(command, Pattern);
        }
    }
}
