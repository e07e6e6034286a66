using System;
using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Links;
using EdgeWs.Conformance.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Playing
{
    /// <summary>What came back from the peer under test.</summary>
    internal sealed class Inbox
    {
        private readonly byte[] _buffer = new byte[65536];
        private readonly List<Answer> _answers = new List<Answer>();
        private readonly Link _link;
        private readonly FrameReader _reader;

        /// <param name="link">Where it comes from.</param>
        /// <param name="expectMasked">Whether the peer under test is the client.</param>
        internal Inbox(Link link, bool expectMasked)
        {
            _link = link;
            _reader = new FrameReader(expectMasked);
        }

        /// <summary>Everything up to the close frame.</summary>
        internal IReadOnlyList<Answer> Answers => _answers;

        /// <summary>The code of the close frame, <see cref="CloseRule.NoStatus"/> when it has none, 0 when it has not come.</summary>
        internal int CloseCode { get; private set; }

        internal bool IsEnded { get; private set; }

        /// <summary>Waits for some bytes, or the end.</summary>
        internal void Read()
        {
            int count = _link.Read(_buffer);
            IsEnded = count == 0;
            Take(count);
        }

        /// <summary>Takes what is there already.</summary>
        internal void Drain()
        {
            int count;
            while (!IsEnded && (count = _link.ReadAvailable(_buffer)) > 0)
            {
                Take(count);
            }

            IsEnded |= _link.HasEnded;
        }

        /// <summary>Waits for so many answers.</summary>
        internal void WaitForAnswers(int count)
        {
            while (_answers.Count < count)
            {
                Assert.IsFalse(IsEnded || CloseCode != 0, "closed with " + CloseCode + " after " + Describe());
                Read();
            }
        }

        internal void WaitForClose()
        {
            while (CloseCode == 0)
            {
                Assert.IsFalse(IsEnded, "ended without a close frame after " + Describe());
                Read();
            }
        }

        internal void WaitForEnd()
        {
            while (!IsEnded)
            {
                Read();
            }

            Assert.IsTrue(_reader.IsEmpty, "ended inside a frame or message");
        }

        /// <summary>Forgets what was looked at.</summary>
        internal void Clear()
        {
            _answers.Clear();
        }

        internal string Describe()
        {
            return _answers.Count == 0 ? "nothing" : string.Join(" + ", _answers.Take(20));
        }

        private void Take(int count)
        {
            _reader.Append(_buffer.AsSpan(0, count));
            Answer answer;
            while ((answer = _reader.TryRead()) != null)
            {
                Assert.AreEqual(0, CloseCode, "after the close frame: " + answer);
                if (answer.Opcode != Opcodes.Close)
                {
                    _answers.Add(answer);
                    continue;
                }

                Assert.AreNotEqual(1, answer.Payload.Length, "a close frame with half a code");
                CloseCode = CodeOf(answer.Payload.Span);
            }
        }

        /// <summary>The code in the payload of a close frame, as far as there is one.</summary>
        internal static int CodeOf(ReadOnlySpan<byte> payload)
        {
            return payload.Length < 2 ? CloseRule.NoStatus : (payload[0] << 8) | payload[1];
        }
    }
}
