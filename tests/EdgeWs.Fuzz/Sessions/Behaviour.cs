namespace EdgeWs.Fuzz
{
    /// <summary>What the application does in a session.</summary>
    internal enum Behaviour
    {
        /// <summary>Sends every message back as it is.</summary>
        Echo,

        /// <summary>Sends a copy of every message back, text as a string.</summary>
        EchoCopy,

        /// <summary>Sends every message to all.</summary>
        Broadcast,

        /// <summary>Only listens.</summary>
        Silent,

        /// <summary>Throws out of every handler.</summary>
        Throw,

        /// <summary>Closes at the first message and goes on sending.</summary>
        Close,

        /// <summary>Answers every message with pings and an echo.</summary>
        Ping,

        /// <summary>Closes as soon as the connection is open.</summary>
        CloseAtOnce,
    }
}
