using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>One case of the list.</summary>
    internal sealed class ConformanceCase
    {
        private ConformanceCase(string id, IReadOnlyList<Step> steps)
        {
            Id = id;
            Steps = steps;
        }

        internal string Id { get; }

        internal IReadOnlyList<Step> Steps { get; }

        internal Expectation Expected { get; private init; }

        /// <summary>Whether the peer under test has to fail the connection; else the tester starts the close.</summary>
        internal bool PeerFails { get; private init; }

        internal CloseRule Close { get; private init; }

        /// <summary>Whether both close frames and an orderly end of TCP are required.</summary>
        internal bool MustCloseCleanly { get; private init; }

        /// <summary>Whether the suite gives no verdict. What the case demands is then still checked, but more may come back.</summary>
        internal bool IsInformational { get; private init; }

        /// <summary>Whether text that is not UTF-8 is what the connection has to be failed for.</summary>
        internal bool HasInvalidText => PeerFails && Close.Includes(1007);

        /// <summary>Bytes of payload in all.</summary>
        internal long Size => Steps.Sum(step => step switch
        {
            FrameStep frame => frame.Payload.Length,
            RoundTripsStep trips => (long)trips.Count * trips.Payload.Length,
            _ => 0,
        });

        internal static ConformanceCase Parse(CaseRow row)
        {
            IReadOnlyList<Step> steps = StepParser.Parse(row.Sent);
            return new ConformanceCase(row.Id, steps)
            {
                Expected = Expectation.Parse(row.MustComeBack, steps),
                PeerFails = row.Closer switch
                {
                    "tester" => false,
                    "peer under test (fails the connection)" => true,
                    _ => throw new FormatException("not understood: " + row.Closer),
                },
                Close = CloseRule.Parse(row.CloseCode),
                MustCloseCleanly = ParseYesNo(row.CleanClose),
                IsInformational = row.Verdict switch
                {
                    "OK" => false,
                    "INFORMATIONAL" => true,
                    _ => throw new FormatException("not understood: " + row.Verdict),
                },
            };
        }

        private static bool ParseYesNo(string text)
        {
            return text switch
            {
                "yes" => true,
                "no" => false,
                _ => throw new FormatException("not understood: " + text),
            };
        }
    }
}
