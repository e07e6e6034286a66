namespace EdgeWs.Nano
{
    /// <summary>Where connections to a server come from. Never blocks.</summary>
    internal abstract class TransportListener
    {
        /// <summary>The port that clients connect to.</summary>
        internal abstract int Port { get; }

        /// <summary>Whether a connection waits.</summary>
        internal abstract bool IsPending();

        /// <summary>Takes the next connection that waits.</summary>
        /// <returns>The connection, or null when it could not be had: it went away again, or the platform has no socket for it.</returns>
        internal abstract Transport Accept();

        /// <summary>Waits until a connection arrives or the time is over.</summary>
        /// <returns>False when this listener cannot wait; it has then returned at once.</returns>
        internal abstract bool Wait(int milliseconds);

        /// <summary>Stops listening. May be called again.</summary>
        internal abstract void Close();
    }
}
