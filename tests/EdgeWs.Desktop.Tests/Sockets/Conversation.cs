using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>
    /// Members number their messages, every message goes to all of them, and each says its next when it has heard its last. Keeps
    /// account of what each member heard of each other.
    /// </summary>
    /// <remarks>A member may be on any thread, but on one at a time.</remarks>
    internal sealed class Conversation
    {
        private readonly int[] _said;
        private readonly int[][] _heard;
        private volatile bool _isOver;
        private volatile string _firstError;

        public Conversation(int members)
        {
            _said = new int[members];
            _heard = Enumerable.Range(0, members).Select(_ => new int[members]).ToArray();
        }

        /// <summary>Messages of all members.</summary>
        public int Said => _said.Sum();

        /// <summary>Messages of the most silent member.</summary>
        public int LeastSaid => _said.Min();

        /// <summary>Messages that arrived, each counted once for every member.</summary>
        public int Heard => _heard.Sum(of => of.Sum());

        /// <summary>The first message of a member.</summary>
        public string Begin(int member)
        {
            return Say(member);
        }

        /// <summary>Takes what a member received.</summary>
        /// <returns>What it is to say now, or null.</returns>
        public string Hear(int member, string message)
        {
            int space = message.IndexOf(' ');
            int speaker = int.Parse(message.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture);
            int number = int.Parse(message.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture);
            int expected = _heard[member][speaker] + 1;
            if (number != expected)
            {
                Fail(member + " heard " + number + " of " + speaker + " instead of " + expected);
            }

            // Counted last, so that whoever sees all counted sees that nothing is under way.
            string answer = speaker == member && !_isOver ? Say(member) : null;
            Volatile.Write(ref _heard[member][speaker], number);
            return answer;
        }

        /// <summary>Something went wrong that must not.</summary>
        public void Fail(string error)
        {
            _firstError ??= error;
        }

        /// <summary>Nobody says anything new from now on.</summary>
        public void End()
        {
            _isOver = true;
        }

        /// <summary>Whether everybody heard everything.</summary>
        public bool IsComplete()
        {
            AssertNoError();
            return _heard.All(of => of.AsSpan().SequenceEqual(_said));
        }

        public void AssertNoError()
        {
            Assert.IsNull(_firstError);
        }

        private string Say(int member)
        {
            int number = Volatile.Read(ref _said[member]) + 1;
            Volatile.Write(ref _said[member], number);
            return member + " " + number;
        }
    }
}
