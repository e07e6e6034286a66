using System;
using System.Threading;

namespace EdgeWs.Soak.Load
{
    /// <summary>
    /// The messages of one conversation in one direction. Those that were accepted are numbered, so that the receiver sees at once
    /// what is missing, doubled or out of order.
    /// </summary>
    /// <param name="bench">Where it counts and reports.</param>
    /// <param name="name">What it is called in a report.</param>
    /// <param name="mayLose">Whether messages may be lost with a connection.</param>
    internal sealed class Ledger(Bench bench, string name, bool mayLose)
    {
        private int _next;
        private int _arrived;
        private int _lastBroadcast = -1;
        private bool _isFirst;

        /// <summary>How many were accepted: the number of the next.</summary>
        internal int Accepted { get; set; }

        internal int Missing => Accepted - _arrived;

        /// <summary>Another connection begins. What the one before has lost does not come any more.</summary>
        internal void BeginConnection() => _isFirst = mayLose;

        /// <returns>Whether it is a message that asks for an answer.</returns>
        internal bool Arrive(ReadOnlySpan<byte> message, bool isText)
        {
            Interlocked.Increment(ref bench.Tally.Messages);
            Interlocked.Add(ref bench.Tally.Bytes, message.Length);
            bool isWhole = Message.TryRead(message, isText, out bool isBroadcast, out int number);

            // Of broadcasts a channel may miss some.
            bool isNext = isBroadcast ? number > _lastBroadcast : number == _next || (number > _next && _isFirst);
            if (!isWhole || !isNext)
            {
                int expected = isBroadcast ? _lastBroadcast + 1 : _next;
                bench.Findings.Enqueue($"{name}: message {number} of {message.Length} bytes where {expected} was next, or it is damaged");
            }

            if (isBroadcast)
            {
                _lastBroadcast = number;
                return false;
            }

            _isFirst = false;
            _arrived++;
            _next = number + 1;
            return true;
        }
    }
}
