using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeWs.Fuzz
{
    /// <summary>A command, its files, and options of the form <c>--name value</c>.</summary>
    internal sealed class CommandLine
    {
        private readonly Dictionary<string, string> _options = new Dictionary<string, string>();
        private readonly List<string> _words = new List<string>();

        internal CommandLine(string[] args)
        {
            for (int i = 0; i < args.Length; i++)
            {
                if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
                {
                    _options[args[i].Substring(2)] = args[++i];
                }
                else
                {
                    _words.Add(args[i]);
                }
            }
        }

        internal string Command => _words.FirstOrDefault(string.Empty);

        internal IEnumerable<string> Files => _words.Skip(1);

        internal FuzzTarget Target => FuzzTargets.Find(Get("target", null));

        internal IReadOnlyList<FuzzTarget> Targets => Get("target", "all") == "all" ? FuzzTargets.All : new[] { Target };

        internal string Get(string name, string otherwise)
        {
            return _options.GetValueOrDefault(name, otherwise);
        }

        internal long GetNumber(string name, long otherwise)
        {
            return _options.TryGetValue(name, out string text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        }
    }
}
