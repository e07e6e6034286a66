using System;

namespace EdgeWs.Soak.Load
{
    /// <summary>How large messages are and how far apart.</summary>
    internal static class Sizes
    {
        /// <summary>The largest filling of a message.</summary>
        internal const int Largest = 16000;

        /// <summary>Mostly small, some of several segments, a few large.</summary>
        internal static int Next(Random random)
        {
            int kind = random.Next(100);
            return kind < 80 ? random.Next(200) : kind < 95 ? random.Next(4000) : random.Next(Largest);
        }

        /// <summary>Milliseconds from one message of a client to its next.</summary>
        internal static int NextPause(Random random)
        {
            return random.Next(20, 120);
        }
    }
}
