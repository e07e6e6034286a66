using System;

namespace EdgeWs.Nano
{
    /// <summary>How long a client waits before it connects again.</summary>
    internal sealed class Backoff
    {
        /// <summary>Attempts since the last connection that lasted.</summary>
        internal int Attempts;

        /// <summary>When the latest connection was open.</summary>
        internal int OpenedAt;

        /// <summary>An open connection is lost.</summary>
        internal void Lose(int now, WsClientOptions options)
        {
            // Unsigned, because a connection may well last longer than the 24 days after which the difference is negative.
            if ((uint)(now - OpenedAt) >= (uint)options.StableTime)
            {
                Attempts = 0;
            }
        }

        /// <summary>Counts one more attempt.</summary>
        /// <returns>Milliseconds to wait before it, or -1 when there shall be none.</returns>
        internal int Next(WsClientOptions options, Random random)
        {
            int delay = options.ReconnectDelay;
            int longest = options.MaxReconnectDelay;
            if (delay == 0 || (options.MaxReconnects > 0 && Attempts >= options.MaxReconnects))
            {
                return -1;
            }

            // Cannot overflow: a time is a week at the most.
            for (int i = Attempts++; i > 0 && delay < longest; i--)
            {
                delay <<= 1;
            }

            if (delay > longest)
            {
                delay = longest;
            }

            // The many clients of a server that restarts must not all come back at the same moment.
            return delay - random.Next((delay >> 1) + 1);
        }
    }
}
