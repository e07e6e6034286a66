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
        internal void OnLost(int now, WsClientOptions options)
        {
            // Unsigned, because a connection may well last longer than the 24 days after which the difference is negative.
            if ((uint)(now - OpenedAt) >= (uint)options.StableTime)
            {
                Attempts = 0;
            }
        }

        /// <summary>Counts one more attempt.</summary>
        /// <param name="options">How long to wait.</param>
        /// <param name="random">Spreads the many clients of a server that restarts, which must not all come back at the same moment.</param>
        /// <param name="retryAfter">The seconds for which the server wants to be left alone; 0 if it did not say.</param>
        /// <returns>Milliseconds to wait before it, or -1 when there shall be none.</returns>
        internal int NextDelay(WsClientOptions options, Random random, int retryAfter)
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

            int wait = delay - random.Next((delay >> 1) + 1);
            int least = retryAfter * 1000 < longest ? retryAfter * 1000 : longest;

            if (wait < least)
            {
                // Not before the server wants it, and up to half as long again, because it said the same to all.
                int spread = longest - least < least >> 1 ? longest - least : least >> 1;
                wait = least + random.Next(spread + 1);
            }

            return wait;
        }
    }
}
