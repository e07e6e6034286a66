using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>Reads what is sent in a case, or comes back. Whatever is not understood is an error.</summary>
    internal static class StepParser
    {
        private static readonly Regex s_step = new Regex(
            "^(?:(?<trips>[0-9]+) round trips of )?(?:(?<opcode>TEXT|BIN|CONT|PING|PONG|CLOSE)|opcode (?<opcode>[0-9]+))"
            + "(?<more> FIN=0)?(?: RSV=(?<rsv>[1-7]))? (?:-|(?:(?<count>[0-9]+) of )?(?:'(?<ascii>[^']+)'|0x(?<hex>(?:[0-9a-f]{2})+)))"
            + "(?: in frames of (?<size>[0-9]+)| in writes of (?<piece>[0-9]+)|(?<own> in a write of its own)| with waits at (?<pauses>[0-9,]+))?$",
            RegexOptions.Compiled);

        internal static IReadOnlyList<Step> Parse(string text)
        {
            return text == "nothing" ? [] : text.Split("; ").SelectMany(ParseStep).ToList();
        }

        private static IEnumerable<Step> ParseStep(string text)
        {
            if (text == "wait")
            {
                return [new PauseStep()];
            }

            Match match = s_step.Match(text);
            if (!match.Success)
            {
                throw new FormatException("not understood: " + text);
            }

            var frame = new FrameStep
            {
                IsFinal = !match.Groups["more"].Success,
                ReservedBits = Number(match, "rsv"),
                Opcode = (int)Enum.Parse<OpcodeName>(match.Groups["opcode"].Value, true),
                Payload = Payload(match),
                PieceSize = Number(match, "piece"),
                HasOwnWrite = match.Groups["own"].Success,
                PausesAt = match.Groups["pauses"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pause => int.Parse(pause, CultureInfo.InvariantCulture)).ToArray(),
            };
            return match.Groups["trips"].Success ? [new RoundTripsStep(Number(match, "trips"), new Answer(frame.Opcode, frame.Payload))]
                : match.Groups["size"].Success ? Fragments(frame, Number(match, "size"))
                : [frame];
        }

        private static IEnumerable<FrameStep> Fragments(FrameStep message, int size)
        {
            int length = message.Payload.Length;
            for (int at = 0; at < length; at += size)
            {
                yield return message with
                {
                    IsFinal = at + size >= length,
                    Opcode = at == 0 ? message.Opcode : (int)OpcodeName.Cont,
                    Payload = message.Payload.Slice(at, Math.Min(size, length - at)),
                };
            }
        }

        private static byte[] Payload(Match match)
        {
            byte[] pattern = match.Groups["hex"].Success
                ? Convert.FromHexString(match.Groups["hex"].Value)
                : Encoding.ASCII.GetBytes(match.Groups["ascii"].Value);
            if (!match.Groups["count"].Success)
            {
                return pattern;
            }

            var payload = new byte[Number(match, "count")];
            pattern.AsSpan(0, Math.Min(pattern.Length, payload.Length)).CopyTo(payload);
            for (int done = pattern.Length; done < payload.Length; done *= 2)
            {
                payload.AsSpan(0, Math.Min(done, payload.Length - done)).CopyTo(payload.AsSpan(done));
            }

            return payload;
        }

        private static int Number(Match match, string group)
        {
            return match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
        }
    }
}
