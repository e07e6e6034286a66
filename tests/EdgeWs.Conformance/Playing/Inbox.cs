using System;
using System.Collections.Generic;
using System.Linq;
using EdgeWs.Conformance.Cases;
using EdgeWs.Conformance.Links;
using EdgeWs.Testing.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Playing
{
    /// <summary>What came back from the peer under test. Whatever RFC 6455 does not allow it is an exception.</summary>
    internal sealed class Inbox
    {
        private readonly byte[] _buffer = new byte[65536];
        private readonly List<Answer> _answers = new List<Answer>();
        private readonly Link _link;
        private readonly MessageReader _reader;

        /// <param name="link">Where it comes from.</param>
        /// <param name="isMasked">Whether the peer under test is the client.</param>
        internal Inbox(Link link, bool isMasked)
        {
            _link = link;
            _reader = new MessageReader(isMasked);
        }

        /// <summary>Everything up to the close frame.</summary>
        internal IReadOnlyList<Answer> Answers => _answers;

        /// <summary>The code of the close frame, 1005 when it has none, 0 when it has not come.</summary>
        internal int CloseCode { get; private set; }

        internal bool IsEnded { get; private set; }

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

        internal void AssertOpen(string message)
        {
            Drain();
            Assert.IsFalse(CloseCode != 0 || IsEnded, message);
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

        private void Read()
        {
            int count = _link.Read(_buffer);
            IsEnded = count == 0;
            Take(count);
        }

        private void Take(int count)
        {
            _reader.Append(_buffer.AsSpan(0, count));
            while (_reader.TryRead(out int opcode, out byte[] payload))
            {
                if (opcode == Frame.Close)
                {
                    CloseCode = CloseBody.ReadCode(payload);
                }
                else
                {
                    _answers.Add(new Answer(opcode, payload));
                }
            }
        }
    }
}
