using System;
using System.Net;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>One end of a simulated connection.</summary>
    internal sealed class SimTransport(Link link, SimPipe incoming, SimPipe outgoing, int address, int remotePort) : Transport
    {
        private readonly IPEndPoint _remote = new IPEndPoint(new IPAddress([10, 0, 0, (byte)address]), remotePort);

        internal Link Link => link;

        private SimTransport Peer => this == link.ClientTransport ? link.ServerTransport : link.ClientTransport;

        /// <summary>What was received so far.</summary>
        internal FrameTap Tap { get; } = new FrameTap(link.World);

        internal SimPipe Incoming => incoming;

        internal SimPipe Outgoing => outgoing;

        /// <summary>Whether this end has received a RST.</summary>
        internal bool IsReset { get; set; }

        internal bool IsClosed { get; private set; }

        /// <summary>
        /// What the platform keeps of a closed connection until the peer takes it, or answers with a reset because it has closed as well.
        /// </summary>
        internal int Held => !IsClosed || IsReset || (Peer.IsClosed && !outgoing.IsSilent) ? 0 : outgoing.Count;

        /// <summary>Whether nothing can be sent any more.</summary>
        internal bool IsBroken => IsClosed || IsReset || outgoing.IsClosed;

        /// <summary>Whether the owner was told that nothing more is to be received.</summary>
        internal bool ToldOver { get; private set; }

        internal override IPEndPoint RemoteEndPoint => IsClosed ? null : _remote;

        internal override int Receive(byte[] buffer, int offset, int count)
        {
            if (IsClosed || IsReset || incoming.IsOver)
            {
                ToldOver = true;
                return Broken;
            }

            count = incoming.Read(buffer, offset, count);
            if (count > 0)
            {
                Tap.Take(buffer.AsSpan(offset, count));
            }

            return count;
        }

        internal override int Send(byte[] buffer, int offset, int count)
        {
            return IsBroken ? Broken : outgoing.Write(buffer, offset, count);
        }

        internal override bool Wait(int milliseconds) => false;

        internal override bool CanSend => IsBroken || outgoing.IsWritable;

        internal override void Abort()
        {
            if (!IsClosed && outgoing.Abandon())
            {
                Peer.IsReset = true;
            }

            Close();
        }

        internal override void Close()
        {
            // What ended under its hands is no connection any more.
            IsReset |= !IsClosed && outgoing.IsClosed;
            IsClosed = true;
            outgoing.Close();

            // Of a guest: LibraryEnd asks more of connections that were open.
            link.Require(
                this != link.ServerTransport || link.Server != null || Held == 0 || outgoing.IsWritable,
                $"the platform keeps {Held} bytes");
        }
    }
}
