using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>What has to come back before the close frame, in this order.</summary>
    internal sealed class Expectation
    {
        private const string FailFast = "nothing; closes within 1 s of the octets that make it invalid, before the rest is sent";

        private static readonly Regex s_answer = new Regex("^(?<name>TEXT|BIN|PONG) (?<payload>" + Notation.Payload + ")$");
        private static readonly Regex s_same = new Regex(@"^one (?<name>TEXT|BIN) message of the same type and length \(content not compared\)$");

        private Expectation(IReadOnlyList<Answer> answers)
        {
            Answers = answers;
        }

        internal IReadOnlyList<Answer> Answers { get; }

        /// <summary>Whether the connection must be failed before the rest of the script is sent, even when it is sent in one go otherwise.</summary>
        internal bool IsFailFast { get; private init; }

        /// <param name="text">The column.</param>
        /// <param name="steps">What is sent, for those cases that only say that it must come back.</param>
        internal static Expectation Parse(string text, IReadOnlyList<Step> steps)
        {
            if (text == "nothing" || text == FailFast)
            {
                return new Expectation(Array.Empty<Answer>()) { IsFailFast = text == FailFast };
            }

            // The echoes of round trips are compared as they come.
            if (text == "all echoes, same type and length" && steps.All(step => step is RoundTripsStep))
            {
                return new Expectation(Array.Empty<Answer>());
            }

            Match same = s_same.Match(text);
            return same.Success
                ? new Expectation(new[] { OnlyMessage(Opcodes.Parse(same.Groups["name"].Value), steps) })
                : new Expectation(Notation.Split(text, " + ").Select(ParseAnswer).ToArray());
        }

        private static Answer ParseAnswer(string text)
        {
            Match match = s_answer.Match(text);
            return match.Success
                ? new Answer(Opcodes.Parse(match.Groups["name"].Value), Notation.ParsePayload(match.Groups["payload"].Value))
                : throw new FormatException("not understood: " + text);
        }

        /// <summary>The one message that the steps make up. Its content is compared, though the suite does not.</summary>
        private static Answer OnlyMessage(int opcode, IReadOnlyList<Step> steps)
        {
            List<FrameStep> frames = steps.Cast<FrameStep>().ToList();
            if (frames[0].Opcode != opcode || frames.Skip(1).Any(frame => frame.Opcode != Opcodes.Continuation))
            {
                throw new FormatException("more than one message is sent");
            }

            if (frames.Count == 1)
            {
                return new Answer(opcode, frames[0].Payload);
            }

            var payload = new byte[frames.Sum(frame => frame.Payload.Length)];
            int at = 0;
            foreach (FrameStep frame in frames)
            {
                frame.Payload.CopyTo(payload.AsMemory(at));
                at += frame.Payload.Length;
            }

            return new Answer(opcode, payload);
        }
    }
}
