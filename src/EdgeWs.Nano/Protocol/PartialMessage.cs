namespace EdgeWs.Nano
{
    /// <summary>What a <see cref="FrameDecoder"/> remembers of a frame or message that is not here whole. Between messages, and for what is, it needs none.</summary>
    internal sealed class PartialMessage
    {
        /// <summary>Bytes of the frame in progress that are not here yet.</summary>
        internal int Remaining;

        /// <summary>Its masking key, in the phase of the next byte.</summary>
        internal int Key;

        /// <summary>Frames of the message in progress.</summary>
        internal int Fragments;

        /// <summary>What is here of a message that is put together, or null.</summary>
        internal byte[] Assembly;

        /// <summary>How much that is.</summary>
        internal int Assembled;

        /// <summary>Room for a header or control frame that was cut. It stays for the next.</summary>
        internal byte[] Stash;

        /// <summary>How much of it is here.</summary>
        internal int Stashed;

        /// <summary>The next one that nobody needs at the moment.</summary>
        internal PartialMessage Next;
    }
}
