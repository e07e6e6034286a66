using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeWs.Testing.Wire;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>One case of the list.</summary>
    internal sealed class ConformanceCase
    {
        private static readonly string[] s_remarks = ["cleanly", "at-once", "informational"];

        private readonly HashSet<int> _codes;

        /// <param name="line">A line of the list.</param>
        internal ConformanceCase(string line)
        {
            string[] cells = line.Split('\t');
            string[] close = cells[4].Split(' ');
            Id = cells[0];
            Steps = StepParser.Parse(cells[2]);
            Answers = StepParser.Parse(cells[3]).Cast<FrameStep>().Select(frame => new Answer(frame.Opcode, frame.Payload)).ToList();
            PeerFails = close[0] == "peer";
            _codes = close[1].Split(',').Select(code => int.Parse(code, CultureInfo.InvariantCulture)).ToHashSet();
            MustCloseCleanly = close.Contains("cleanly");
            IsFailFast = close.Contains("at-once");
            IsInformational = close.Contains("informational");
            if (cells.Length != 5 || close[0] is not ("peer" or "tester") || close.Skip(2).Except(s_remarks).Any())
            {
                throw new FormatException("not understood: " + line);
            }
        }

        internal string Id { get; }

        internal IReadOnlyList<Step> Steps { get; }

        /// <summary>What has to come back before the close frame, in this order. The echoes of round trips are not among them.</summary>
        internal IReadOnlyList<Answer> Answers { get; }

        /// <summary>Whether the peer under test has to fail the connection; else the tester starts the close.</summary>
        internal bool PeerFails { get; }

        /// <summary>Whether both close frames and an orderly end of TCP are required.</summary>
        internal bool MustCloseCleanly { get; }

        /// <summary>Whether the connection must be failed before the rest is sent, even when a case is sent in one go otherwise.</summary>
        internal bool IsFailFast { get; }

        /// <summary>Whether the suite gives no verdict. What the case demands is then still checked, but more may come back.</summary>
        internal bool IsInformational { get; }

        /// <summary>Whether text that is not UTF-8 is what the connection has to be failed for.</summary>
        internal bool HasInvalidText => PeerFails && _codes.Contains(1007);

        /// <summary>Bytes of payload in all.</summary>
        internal long Size => Steps.Sum(step => step switch
        {
            FrameStep frame => frame.Payload.Length,
            RoundTripsStep trips => (long)trips.Count * trips.Message.Payload.Length,
            _ => 0,
        });

        /// <summary>
        /// Whether the code may come back. The suite is content with a close frame without a code too, and for most failures with a
        /// connection that just ends; here a code has to come, unless the tester has sent none.
        /// </summary>
        internal bool Accepts(int code, int sentCode)
        {
            return _codes.Contains(code) || (code == CloseBody.NoStatus && code == sentCode);
        }
    }
}
