using System;

namespace EdgeWs.Conformance.Links
{
    /// <summary>The tester's end of a connection to the peer under test.</summary>
    internal abstract class Link : IDisposable
    {
        /// <summary>Whether the peer ended the connection in the disorderly way, by a reset.</summary>
        internal virtual bool WasReset => false;

        /// <summary>Whether the peer has ended the connection, as far as can be seen now, with nothing left to read.</summary>
        internal abstract bool HasEnded { get; }

        /// <summary>Sends in one write. What a peer that has ended the connection does not take is lost, as on a network.</summary>
        internal abstract void Write(ReadOnlySpan<byte> bytes);

        /// <summary>Takes what has arrived, and waits for it.</summary>
        /// <returns>The number of bytes; 0 when the peer has ended the connection.</returns>
        /// <exception cref="TimeoutException">Nothing came in a time in which anything would.</exception>
        internal abstract int Read(byte[] buffer);

        /// <summary>Takes what is there already. In memory this is everything that will come, because the peer has done all it can.</summary>
        /// <returns>The number of bytes; 0 for none.</returns>
        internal abstract int ReadAvailable(byte[] buffer);

        /// <summary>Lets time go by.</summary>
        internal abstract void Pause(int milliseconds);

        /// <summary>Says that nothing more will be sent, where that saves waiting for the peer to give up.</summary>
        internal virtual void EndSending()
        {
        }

        /// <summary>Ends the connection from the tester's side.</summary>
        internal abstract void Close();

        public void Dispose()
        {
            Close();
        }
    }
}
