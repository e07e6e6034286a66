using System;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>One line of the list, as text. The columns that only relax a verdict or set a time limit are not used.</summary>
    internal sealed class CaseRow
    {
        internal const string Header = "id\tabout\tsent by the tester (in order)\tverdict\tmust come back for OK\talso accepted (NON-STRICT)"
            + "\twho starts the close\taccepted close code from peer\tclean close handshake required"
            + "\twrong code fails the case (else warning)\twrong closer fails the case\ttime limit s";

        private const int Columns = 12;

        private readonly string[] _cells;

        internal CaseRow(string line)
        {
            _cells = line.Split('\t');
            if (_cells.Length != Columns)
            {
                throw new FormatException("not " + Columns + " columns: " + line);
            }
        }

        internal string Id => _cells[0];

        internal string Sent => _cells[2];

        internal string Verdict => _cells[3];

        internal string MustComeBack => _cells[4];

        internal string Closer => _cells[6];

        internal string CloseCode => _cells[7];

        internal string CleanClose => _cells[8];
    }
}
