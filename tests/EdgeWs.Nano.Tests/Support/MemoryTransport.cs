using System.Net;

namespace EdgeWs.Nano.Tests
{
    /// <summary>One end of a connection in memory.</summary>
    internal sealed class MemoryTransport : Transport
    {
        private readonly MemoryPipe _incoming;
        private readonly MemoryPipe _outgoing;

        private MemoryTransport(MemoryPipe incoming, MemoryPipe outgoing)
        {
            _incoming = incoming;
            _outgoing = outgoing;
        }

        /// <summary>The other end.</summary>
        internal MemoryTransport Peer { get; private set; }

        /// <summary>What comes to this end: split, delay or limit it here.</summary>
        internal MemoryPipe Incoming => _incoming;

        /// <summary>How often this end was closed.</summary>
        internal int CloseCount { get; private set; }

        /// <summary>What the transport gives as the address of its peer.</summary>
        internal IPEndPoint Address { get; set; }

        internal override IPEndPoint RemoteEndPoint => Address;

        /// <summary>Whether the transport passes for one with TLS.</summary>
        internal bool PassesForSecure { get; set; }

        internal override bool IsSecure => PassesForSecure;

        /// <summary>Makes a connected pair.</summary>
        /// <returns>One end; the other is its <see cref="Peer"/>.</returns>
        internal static MemoryTransport CreatePair()
        {
            MemoryPipe there = new MemoryPipe();
            MemoryPipe back = new MemoryPipe();
            MemoryTransport one = new MemoryTransport(back, there);
            one.Peer = new MemoryTransport(there, back);
            one.Peer.Peer = one;
            return one;
        }

        internal override int Receive(byte[] buffer, int offset, int count)
        {
            if (CloseCount > 0 || _incoming.IsReset)
            {
                return Broken;
            }

            int received = _incoming.Read(buffer, offset, count);
            return received == 0 && _incoming.IsClosed && _incoming.Count == 0 ? Broken : received;
        }

        internal override int Send(byte[] buffer, int offset, int count)
        {
            if (CloseCount > 0 || _outgoing.IsClosed || _incoming.IsReset)
            {
                return Broken;
            }

            return _outgoing.Write(buffer, offset, count);
        }

        internal override bool Wait(int milliseconds)
        {
            return false;
        }

        internal override bool CanSend => _outgoing.Count < _outgoing.Capacity;

        /// <summary>Whether this end gave up instead of closing in order.</summary>
        internal bool IsAborted { get; private set; }

        internal override void Abort()
        {
            if (CloseCount == 0)
            {
                IsAborted = true;
                _incoming.Reset();
            }

            Close();
        }

        internal override void Close()
        {
            if (CloseCount++ == 0)
            {
                _outgoing.Close();
            }
        }

        /// <summary>Breaks the connection as a RST does: both ends fail at once.</summary>
        internal void Reset()
        {
            _incoming.Reset();
            _outgoing.Reset();
        }
    }
}
