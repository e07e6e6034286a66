using System.Collections;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A listener to which tests connect in memory.</summary>
    internal sealed class MemoryListener : TransportListener
    {
        private readonly Queue _waiting = new Queue();

        internal bool IsClosed { get; private set; }

        internal override int Port => 8000;

        /// <summary>Connects.</summary>
        /// <returns>The client's end.</returns>
        internal MemoryTransport Connect()
        {
            MemoryTransport client = MemoryTransport.CreatePair();
            _waiting.Enqueue(client.Peer);
            return client;
        }

        /// <summary>Whether the platform has no socket for those that wait.</summary>
        internal bool IsOutOfSockets { get; set; }

        /// <summary>How often a connection was to be accepted.</summary>
        internal int AcceptCount { get; private set; }

        internal override bool IsPending()
        {
            return _waiting.Count > 0;
        }

        internal override Transport Accept()
        {
            AcceptCount++;
            return IsOutOfSockets ? null : (Transport)_waiting.Dequeue();
        }

        /// <summary>How often somebody waited for it. It says that it has waited, so that no test sleeps.</summary>
        internal int WaitCount { get; private set; }

        internal override bool Wait(int milliseconds)
        {
            WaitCount++;
            return true;
        }

        internal override void Close()
        {
            IsClosed = true;
        }
    }
}
