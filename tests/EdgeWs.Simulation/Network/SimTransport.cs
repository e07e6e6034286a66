using System.Net;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>One end of a simulated connection.</summary>
    internal sealed class SimTransport : Transport
    {
        private readonly SimPipe _incoming;
        private readonly SimPipe _outgoing;
        private readonly FrameTap _tap;
        private readonly IPEndPoint _remote;

        internal SimTransport(Link link, SimPipe incoming, SimPipe outgoing, FrameTap tap, int address, int remotePort)
        {
            Link = link;
            _incoming = incoming;
            _outgoing = outgoing;
            _tap = tap;
            _remote = new IPEndPoint(new IPAddress(new byte[] { 10, 0, 0, (byte)address }), remotePort);
        }

        internal Link Link { get; }

        internal SimPipe Incoming => _incoming;

        internal SimPipe Outgoing => _outgoing;

        /// <summary>Whether this end has received a RST.</summary>
        internal bool IsReset { get; set; }

        internal bool IsClosed { get; private set; }

        /// <summary>Whether the owner was told that the stream is over, by either call.</summary>
        internal bool ToldBroken { get; private set; }

        /// <summary>Whether the owner was told that nothing more is to be received.</summary>
        internal bool ToldOver { get; private set; }

        internal override IPEndPoint RemoteEndPoint => IsClosed ? null : _remote;

        internal override int Receive(byte[] buffer, int offset, int count)
        {
            if (IsClosed || IsReset || _incoming.IsOver)
            {
                ToldBroken = true;
                ToldOver = true;
                return Broken;
            }

            count = _incoming.Read(buffer, offset, count);
            _tap.Take(System.MemoryExtensions.AsSpan(buffer, offset, count));
            return count;
        }

        internal override int Send(byte[] buffer, int offset, int count)
        {
            if (IsClosed || IsReset || _outgoing.IsClosed)
            {
                ToldBroken = true;
                return Broken;
            }

            return _outgoing.Write(buffer, offset, count);
        }

        internal override bool Wait(int milliseconds)
        {
            return false;
        }

        internal override bool CanSend => _outgoing.Count < _outgoing.Capacity;

        internal override void Abort()
        {
            Close();
        }

        internal override void Close()
        {
            IsClosed = true;
            _outgoing.Close();
        }
    }
}
