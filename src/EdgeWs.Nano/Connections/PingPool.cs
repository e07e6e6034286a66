namespace EdgeWs.Nano
{
    /// <summary>
    /// Keeps account of the pings whose pongs have not come yet. One per scheduler: a connection holds only the first ping of its
    /// own, oldest first, and what was answered is used again, so that a heartbeat makes no garbage.
    /// </summary>
    internal sealed class PingPool
    {
        /// <summary>The application data of our pings: the tag, most significant byte first.</summary>
        internal const int PayloadLength = 4;

        /// <summary>The application data of the ping that was taken last.</summary>
        internal readonly byte[] Payload = new byte[PayloadLength];

        /// <summary>Its tag.</summary>
        internal int LastTag;

        private PendingPing _spare;

        /// <summary>Makes a ping, for <see cref="Append"/> when it is sent.</summary>
        internal PendingPing Take(int deadline, WsPongHandler callback)
        {
            int tag = LastTag == int.MaxValue ? 1 : LastTag + 1;
            LastTag = tag;
            PendingPing ping = _spare ?? new PendingPing();
            _spare = ping.Next;
            ping.Next = null;
            ping.Tag = tag;
            ping.Deadline = deadline;
            ping.Callback = callback;

            Payload[0] = (byte)(tag >> 24);
            Payload[1] = (byte)(tag >> 16);
            Payload[2] = (byte)(tag >> 8);
            Payload[3] = (byte)tag;
            return ping;
        }

        /// <summary>Adds pings behind those that wait.</summary>
        internal static void Append(ref PendingPing first, PendingPing pings)
        {
            if (first == null)
            {
                first = pings;
                return;
            }

            PendingPing last = first;
            while (last.Next != null)
            {
                last = last.Next;
            }

            last.Next = pings;
        }

        /// <summary>Takes out the ping that a pong answers and all before it: it answers those too, RFC 6455 section 5.5.3.</summary>
        /// <returns>The pings, oldest first, to be given to <see cref="Return"/>; null when none has this tag.</returns>
        internal static PendingPing TakeAnswered(ref PendingPing first, byte[] buffer, int offset)
        {
            int tag = (buffer[offset] << 24) | (buffer[offset + 1] << 16) | (buffer[offset + 2] << 8) | buffer[offset + 3];
            PendingPing answered = first;
            for (PendingPing ping = first; ping != null; ping = ping.Next)
            {
                if (ping.Tag == tag)
                {
                    first = ping.Next;
                    ping.Next = null;
                    return answered;
                }
            }

            return null;
        }

        /// <summary>Takes pings back that nobody waits for any more.</summary>
        internal void Return(PendingPing pings)
        {
            for (PendingPing ping = pings; ping != null; ping = ping.Next)
            {
                ping.Callback = null;
            }

            Append(ref _spare, pings);
        }

        /// <summary>The deadline that comes first.</summary>
        internal static int EarliestDeadline(PendingPing first)
        {
            int earliest = first.Deadline;
            for (PendingPing ping = first.Next; ping != null; ping = ping.Next)
            {
                if (ping.Deadline - earliest < 0)
                {
                    earliest = ping.Deadline;
                }
            }

            return earliest;
        }
    }
}
