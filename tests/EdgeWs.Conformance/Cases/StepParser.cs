using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>Reads what the tester sends. Whatever is not understood is an error.</summary>
    internal static class StepParser
    {
        private static readonly Regex s_frame = new Regex(
            "^(?:(?<name>TEXT|BIN|CONT|PING|PONG|CLOSE)|opcode (?<opcode>[0-9]+))(?<more> FIN=0)?(?: RSV=(?<rsv>[0-7]))?"
            + " (?<payload>" + Notation.Payload + ")"
            + @"(?: \[(?:TCP writes of (?<piece>[0-9]+)|(?<own>own TCP write))\])?(?: \(as [0-9.]+\))?$");

        private static readonly Regex s_close = new Regex(
            "^CLOSE (?:code )?(?<code>[0-9]+|-)(?: reason (?<reason>-|" + Notation.Payload + "))?$");

        private static readonly Regex s_badClose = new Regex(
            @"^CLOSE with the payload (?<payload>" + Notation.Payload + @") \(no whole code\)$");

        private static readonly Regex s_message = new Regex(
            "^(?<name>TEXT|BIN) message (?<payload>" + Notation.Payload + @")(?: in frames of (?<size>[0-9]+) octet\(s\))?$");

        private static readonly Regex s_roundTrips = new Regex(
            "^(?<count>[0-9]+) (?<name>TEXT|BIN) messages of (?<size>[0-9]+) octets, each sent after the echo of the one before$");

        private static readonly Regex s_pause = new Regex("^wait 1 s$");

        internal static IReadOnlyList<Step> Parse(string text)
        {
            var steps = new List<Step>();
            OctetsParser octets = null;
            foreach (string part in Notation.Split(text, "; "))
            {
                if (octets != null)
                {
                    FrameStep frame = octets.Add(part);
                    if (frame != null)
                    {
                        steps.Add(frame);
                        octets = null;
                    }
                }
                else if ((octets = OctetsParser.TryBegin(part)) == null)
                {
                    steps.AddRange(ParseStep(part));
                }
            }

            return octets == null ? steps : throw new FormatException("no end: " + text);
        }

        private static IEnumerable<Step> ParseStep(string text)
        {
            return TryParsePause(text)
                ?? TryParseMessage(text)
                ?? TryParseRoundTrips(text)
                ?? TryParseClose(text)
                ?? TryParseFrame(text)
                ?? throw new FormatException("not understood: " + text);
        }

        private static IEnumerable<Step> TryParsePause(string text)
        {
            return s_pause.IsMatch(text) ? new[] { new PauseStep() } : null;
        }

        private static IEnumerable<Step> TryParseMessage(string text)
        {
            Match match = s_message.Match(text);
            if (!match.Success)
            {
                return null;
            }

            ReadOnlyMemory<byte> payload = Notation.ParsePayload(match.Groups["payload"].Value);
            int size = match.Groups["size"].Success ? Notation.ParseNumber(match.Groups["size"].Value) : payload.Length;
            int opcode = Opcodes.Parse(match.Groups["name"].Value);
            return Enumerable.Range(0, (payload.Length + size - 1) / size).Select(index => new FrameStep
            {
                IsFinal = (index + 1) * size >= payload.Length,
                Opcode = index == 0 ? opcode : Opcodes.Continuation,
                Payload = payload.Slice(index * size, Math.Min(size, payload.Length - index * size)),
            });
        }

        private static IEnumerable<Step> TryParseRoundTrips(string text)
        {
            Match match = s_roundTrips.Match(text);
            if (!match.Success)
            {
                return null;
            }

            var payload = new byte[Notation.ParseNumber(match.Groups["size"].Value)];
            Array.Fill(payload, (byte)'*');
            return new[]
            {
                new RoundTripsStep
                {
                    Count = Notation.ParseNumber(match.Groups["count"].Value),
                    Opcode = Opcodes.Parse(match.Groups["name"].Value),
                    Payload = payload,
                },
            };
        }

        private static IEnumerable<Step> TryParseClose(string text)
        {
            Match match = s_badClose.Match(text);
            if (match.Success)
            {
                return Close(Notation.ParsePayload(match.Groups["payload"].Value));
            }

            match = s_close.Match(text);
            if (!match.Success)
            {
                return null;
            }

            string code = match.Groups["code"].Value;
            string reason = match.Groups["reason"].Value;
            byte[] reasonBytes = reason is "" or "-" ? Array.Empty<byte>() : Notation.ParsePayload(reason);
            if (code == "-")
            {
                return reasonBytes.Length == 0 ? Close(reasonBytes) : throw new FormatException("a reason without a code: " + text);
            }

            int number = Notation.ParseNumber(code);
            return Close(new[] { (byte)(number >> 8), (byte)number }.Concat(reasonBytes).ToArray());
        }

        private static IEnumerable<Step> TryParseFrame(string text)
        {
            Match match = s_frame.Match(text);
            return !match.Success ? null : new[]
            {
                new FrameStep
                {
                    IsFinal = !match.Groups["more"].Success,
                    Rsv = match.Groups["rsv"].Success ? Notation.ParseNumber(match.Groups["rsv"].Value) : 0,
                    Opcode = match.Groups["name"].Success
                        ? Opcodes.Parse(match.Groups["name"].Value)
                        : Notation.ParseNumber(match.Groups["opcode"].Value),
                    Payload = Notation.ParsePayload(match.Groups["payload"].Value),
                    PieceSize = match.Groups["piece"].Success ? Notation.ParseNumber(match.Groups["piece"].Value) : 0,
                    HasOwnWrite = match.Groups["own"].Success,
                },
            };
        }

        private static FrameStep[] Close(byte[] payload)
        {
            return new[] { new FrameStep { Opcode = Opcodes.Close, Payload = payload } };
        }
    }
}
