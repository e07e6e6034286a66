using System;
using System.Collections.Generic;

namespace EdgeWs.Simulation
{
    /// <summary>Bytes on their way in one direction, through a network that is as bad as the script wants it.</summary>
    internal sealed class SimPipe(World world)
    {
        private readonly Queue<Segment> _segments = new Queue<Segment>();
        private long _lastDue;
        private long _nextTrickle;

        /// <summary>The most bytes on their way: the two sockets' buffers.</summary>
        internal int Capacity { get; set; } = 65536;

        /// <summary>The most bytes that one call gives or takes.</summary>
        internal int MaxPiece { get; set; } = int.MaxValue;

        internal int Latency { get; set; }

        /// <summary>One call in so many finds the socket not ready; 0 for none.</summary>
        internal int Flakiness { get; set; }

        /// <summary>Milliseconds from one byte to the next; 0 for no limit.</summary>
        internal int Trickle { get; set; }

        internal long StalledUntil { get; set; }

        /// <summary>The cable is pulled: the sender's buffer still fills up, nothing ever arrives.</summary>
        internal bool IsSilent { get; set; }

        /// <summary>How many more bytes are taken before the stream ends under the sender's hands; none when negative.</summary>
        internal int CutAfter { get; set; } = -1;

        internal bool IsClosed { get; private set; }

        internal int Count { get; private set; }

        internal long TotalTaken { get; private set; }

        /// <summary>When bytes were last taken from the sender.</summary>
        internal long LastTaken { get; private set; }

        /// <summary>When bytes were last given to the receiver.</summary>
        internal long LastGiven { get; private set; }

        /// <summary>Whether the stream is over for the receiver.</summary>
        internal bool IsOver => IsClosed && Count == 0 && !IsSilent && world.Now >= _lastDue && world.Now >= StalledUntil;

        /// <summary>Whether anything is taken: as with lwIP, while about half of the room is free.</summary>
        internal bool IsWritable => Count < Capacity && Count <= Capacity / 2;

        /// <returns>The bytes taken.</returns>
        internal int Write(byte[] buffer, int offset, int count)
        {
            count = Math.Min(Math.Min(count, Capacity - Count), MaxPiece);
            if (!IsWritable || IsFlaky())
            {
                return 0;
            }

            TotalTaken += count;
            LastTaken = world.Now;
            int kept = CutAfter < 0 ? count : Math.Min(count, CutAfter);
            Store(buffer.AsSpan(offset, kept));
            CutAfter -= CutAfter < 0 ? 0 : kept;
            if (kept < count)
            {
                Close();
            }

            return count;
        }

        internal int Read(byte[] buffer, int offset, int count)
        {
            long now = world.Now;
            bool isStuck = IsSilent || now < Math.Max(StalledUntil, _nextTrickle);
            if (isStuck || !_segments.TryPeek(out Segment next) || next.Due > now || IsFlaky())
            {
                return 0;
            }

            count = Trickle > 0 ? 1 : Math.Min(count, MaxPiece);
            _nextTrickle = now + Trickle;
            int given = 0;
            while (given < count && _segments.TryPeek(out next) && next.Due <= now)
            {
                int piece = Math.Min(count - given, next.Bytes.Length - next.Given);
                Array.Copy(next.Bytes, next.Given, buffer, offset + given, piece);
                given += piece;
                next.Given += piece;
                if (next.Given == next.Bytes.Length)
                {
                    _segments.Dequeue();
                }
            }

            Count -= given;
            LastGiven = now;
            return given;
        }

        /// <summary>The end behind what is on its way: a FIN.</summary>
        internal void Close()
        {
            if (!IsClosed)
            {
                IsClosed = true;
                _lastDue = Math.Max(_lastDue, world.Now + Latency);
            }
        }

        /// <summary>Throws away what is on its way: the end may be a RST.</summary>
        /// <returns>Whether there was something, and the receiver gets to know.</returns>
        internal bool Abandon()
        {
            bool isReset = Count > 0 && !IsSilent;
            _segments.Clear();
            Count = 0;
            return isReset;
        }

        /// <summary>Leaves less room. What a closed end has sent is there already.</summary>
        internal void Shrink(int capacity) => Capacity = IsClosed ? Capacity : capacity;

        /// <summary>Ends what only slows the stream down.</summary>
        internal void Heal()
        {
            StalledUntil = 0;
            Trickle = 0;
            _nextTrickle = 0;
            Capacity = Math.Max(Capacity, 4096);
            Latency = Math.Min(Latency, 20);
            MaxPiece = Math.Max(MaxPiece, 1000);
            Flakiness = 0;
        }

        private bool IsFlaky() => Flakiness > 0 && world.Dice.OneIn(Flakiness);

        private void Store(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length > 0 && !IsClosed)
            {
                Count += bytes.Length;
                _lastDue = Math.Max(_lastDue, world.Now + Latency);
                _segments.Enqueue(new Segment(bytes.ToArray(), _lastDue));
            }
        }

        private sealed record Segment(byte[] Bytes, long Due)
        {
            internal int Given { get; set; }
        }
    }
}
