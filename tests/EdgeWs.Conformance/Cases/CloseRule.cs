using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>
    /// The close codes that a case accepts. The suite is content with a close frame without a code too, and for most failures
    /// with a connection that just ends; here a code has to come.
    /// </summary>
    internal sealed class CloseRule
    {
        /// <summary>What stands for the code of a close frame that has none, RFC 6455 section 7.1.5.</summary>
        internal const int NoStatus = 1005;

        private static readonly Regex s_rule = new Regex("^([0-9]+(?:,[0-9]+)*)(?: or empty|, empty or TCP drop)$");

        private readonly HashSet<int> _codes;

        private CloseRule(IEnumerable<int> codes)
        {
            _codes = codes.ToHashSet();
        }

        internal static CloseRule Parse(string text)
        {
            Match match = s_rule.Match(text);
            return match.Success
                ? new CloseRule(match.Groups[1].Value.Split(',').Select(Notation.ParseNumber))
                : throw new FormatException("not understood: " + text);
        }

        /// <summary>Whether the code may come back.</summary>
        /// <param name="code">The code, or <see cref="NoStatus"/>.</param>
        /// <param name="sentCode">The code of the tester's own close frame; the answer to one without a code may be without one.</param>
        internal bool Accepts(int code, int sentCode)
        {
            return _codes.Contains(code) || (code == NoStatus && sentCode == NoStatus);
        }

        internal bool Includes(int code)
        {
            return _codes.Contains(code);
        }

        public override string ToString()
        {
            return string.Join(" or ", _codes);
        }
    }
}
