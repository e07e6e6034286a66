namespace EdgeWs.Nano
{
    /// <summary>The pings of one connection whose pongs have not come yet, oldest first. It exists from the first ping on.</summary>
    internal sealed class PingList
    {
        /// <summary>The application data of our pings: the tag, most significant byte first.</summary>
        internal const int PayloadLength = 4;

        private PendingPing _first;

        internal bool IsEmpty => _first == null;

        internal void Add(PendingPing ping)
        {
            if (_first == null)
            {
                _first = ping;
                return;
            }

            PendingPing last = _first;
            while (last.Next != null)
            {
                last = last.Next;
            }

            last.Next = ping;
        }

        /// <summary>Takes out the ping with this tag and all before it: a pong answers those too, RFC 6455 section 5.5.3.</summary>
        /// <returns>The pings, oldest first, linked through Next; null when no ping has this tag.</returns>
        internal PendingPing TakeAnswered(int tag)
        {
            PendingPing first = _first;
            for (PendingPing ping = first; ping != null; ping = ping.Next)
            {
                if (ping.Tag == tag)
                {
                    _first = ping.Next;
                    ping.Next = null;
                    return first;
                }
            }

            return null;
        }

        /// <summary>The deadline that comes first.</summary>
        internal int EarliestDeadline()
        {
            int earliest = _first.Deadline;
            for (PendingPing ping = _first.Next; ping != null; ping = ping.Next)
            {
                if (ping.Deadline - earliest < 0)
                {
                    earliest = ping.Deadline;
                }
            }

            return earliest;
        }

        internal static byte[] WritePayload(int tag)
        {
            return new byte[] { (byte)(tag >> 24), (byte)(tag >> 16), (byte)(tag >> 8), (byte)tag };
        }

        internal static int ReadPayload(byte[] buffer, int offset)
        {
            return (buffer[offset] << 24) | (buffer[offset + 1] << 16) | (buffer[offset + 2] << 8) | buffer[offset + 3];
        }
    }
}
