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

        /// <summary>Whether <see cref="Send"/> would take at least a part now. True as well where the stream is over.</summary>
        internal abstract bool CanSend { get; }

        /// <summary>Ends the stream in order: what was sent still goes out, for as long as the platform cares to try. May be called again.</summary>
        internal abstract void Close();

        /// <summary>Ends the stream at once: nothing of it stays in the platform, and the peer is reset. May be called again.</summary>
        internal abstract void Abort();
    }
}
