using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>The list of cases. A case is parsed when it is asked for: together their payloads are 150 MB.</summary>
    internal static class CaseTable
    {
        private static readonly Dictionary<string, CaseRow> s_rows = Read();

        internal static IReadOnlyCollection<string> Ids => s_rows.Keys;

        internal static ConformanceCase Get(string id)
        {
            return ConformanceCase.Parse(s_rows[id]);
        }

        private static Dictionary<string, CaseRow> Read()
        {
            using Stream stream = typeof(CaseTable).Assembly.GetManifestResourceStream("autobahn-cases.tsv");
            using var reader = new StreamReader(stream);
            string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines[0] != CaseRow.Header)
            {
                throw new FormatException("other columns: " + lines[0]);
            }

            return lines.Skip(1).Select(line => new CaseRow(line)).ToDictionary(row => row.Id);
        }
    }
}
