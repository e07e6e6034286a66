using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>The list of cases. A case is parsed when it is asked for: together their payloads are 150 MB.</summary>
    internal static class CaseTable
    {
        private static readonly Dictionary<string, string> s_lines = Read();

        internal static IReadOnlyCollection<string> Ids => s_lines.Keys;

        internal static ConformanceCase Get(string id)
        {
            return new ConformanceCase(s_lines[id]);
        }

        private static Dictionary<string, string> Read()
        {
            using Stream stream = typeof(CaseTable).Assembly.GetManifestResourceStream("autobahn-cases.tsv");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToDictionary(line => line.Split('\t')[0]);
        }
    }
}
