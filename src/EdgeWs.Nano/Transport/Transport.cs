using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A connected stream of bytes that never blocks and never throws. It knows nothing of what the bytes mean: the TCP socket,
    /// TLS and the pair in memory that the tests use all look like this.
    /// </summary>
    internal abstract class Transport
    {
        /// <summary>The stream is over: closed by the peer, reset, or failed.</summary>
        internal const int Broken = -1;

        /// <summary>Whether the bytes are encrypted on their way.</summary>
        internal virtual bool IsSecure => false;

        /// <summary>The peer's address, or null where there is none.</summary>
        internal abstract IPEndPoint RemoteEndPoint { get; }

        /// <summary>Takes what has arrived.</summary>
        /// <returns>The bytes read, 0 when nothing is there yet, or <see cref="Broken"/> after the last byte.</returns>
        internal abstract int Receive(byte[] buffer, int offset, int count);

        /// <summary>Sends as much as can go without waiting.</summary>
        /// <returns>The bytes taken, 0 when none can go now, or <see cref="Broken"/>.</returns>
        internal abstract int Send(byte[] buffer, int offset, int count);

        /// <summary>Waits until something arrives or the time is over.</summary>
        /// <returns>False when this transport cannot wait; it has then returned at once.</returns>
        internal abstract bool Wait(int milliseconds);

        /// <summary>Ends in order: what was sent still goes out. Frees everything here. May be called again.</summary>
        internal abstract void Close();

        /// <summary>
        /// Ends at once, for a connection that is dropped: what was not sent yet is given up, so that it holds no memory of the
        /// platform either. May be called again.
        /// </summary>
        internal virtual void Abort()
        {
            Close();
        }
    }
}
