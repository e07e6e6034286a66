using System;
using System.Collections.Generic;

namespace EdgeWs.Simulation
{
    /// <summary>Bytes on their way in one direction, through a network that is as bad as the script wants it.</summary>
    internal sealed class SimPipe(World world)
    {
        private readonly Queue<Segment> _segments = new Queue<Segment>();
        private byte[] _bytes = new byte[256];
        private int _start;
        private int _count;
        private int _arrived;
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

        internal int Count => _count;

        /// <summary>All bytes taken so far.</summary>
        internal long TotalTaken { get; private set; }

        /// <summary>When bytes were last taken from the sender.</summary>
        internal long LastTaken { get; private set; }

        /// <summary>When bytes were last given to the receiver.</summary>
        internal long LastGiven { get; private set; }

        /// <summary>Whether the stream is over for the receiver.</summary>
        internal bool IsOver => IsClosed && _count == 0 && !IsSilent && world.Now >= _lastDue && world.Now >= StalledUntil;

        /// <returns>The bytes taken.</returns>
        internal int Write(byte[] buffer, int offset, int count)
        {
            count = Math.Min(Math.Min(count, Capacity - _count), MaxPiece);
            if (count <= 0 || IsFlaky())
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
            while (_segments.Count > 0 && _segments.Peek().Due <= now)
            {
                _arrived += _segments.Dequeue().Count;
            }

            count = Math.Min(Math.Min(count, _arrived), MaxPiece);
            if (IsSilent || now < Math.Max(StalledUntil, _nextTrickle) || count == 0 || IsFlaky())
            {
                return 0;
            }

            if (Trickle > 0)
            {
                count = 1;
                _nextTrickle = now + Trickle;
            }

            Array.Copy(_bytes, _start, buffer, offset, count);
            _start += count;
            _count -= count;
            _arrived -= count;
            LastGiven = now;
            return count;
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
            if (bytes.Length == 0 || IsClosed)
            {
                return;
            }

            if (_start + _count + bytes.Length > _bytes.Length)
            {
                byte[] target = _count + bytes.Length > _bytes.Length / 2 ? new byte[(_count + bytes.Length) * 2] : _bytes;
                Array.Copy(_bytes, _start, target, 0, _count);
                _bytes = target;
                _start = 0;
            }

            bytes.CopyTo(_bytes.AsSpan(_start + _count));
            _count += bytes.Length;
            _lastDue = Math.Max(_lastDue, world.Now + Latency);
            _segments.Enqueue(new Segment(bytes.Length, _lastDue));
        }

        private readonly record struct Segment(int Count, long Due);
    }
}
