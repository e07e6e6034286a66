using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The HTTP server in front of a server in upgrade mode: reads the head of each request and hands the connection over.</summary>
    internal sealed class SimDoor(World world, SimLoop loop, SimListener listener, WsServer server)
    {
        private const int Patience = 3000;

        private readonly List<Guest> _guests = new List<Guest>();

        internal void Step()
        {
            for (Transport next = listener.Accept(); next != null; next = listener.Accept())
            {
                _guests.Add(new Guest((SimTransport)next, world.Now));
            }

            _guests.RemoveAll(HandOver);
        }

        /// <returns>Whether it is done with this one.</returns>
        private bool HandOver(Guest guest)
        {
            byte[] buffer = new byte[700];
            int count = guest.Transport.Receive(buffer, 0, buffer.Length);
            guest.Received.AddRange(buffer.AsSpan(0, Math.Max(count, 0)));
            byte[] received = guest.Received.ToArray();
            if (received.AsSpan().IndexOf("\r\n\r\n"u8) >= 0 && loop.Pool.FailAfter < 0)
            {
                // In the loop, as everything that its connections do.
                loop.Scheduler.Post(() => server.Adopt(guest.Transport, received));
                return true;
            }

            if (count >= 0 && world.Now - guest.Since < Patience && !listener.IsClosed)
            {
                return false;
            }

            guest.Transport.Close();
            return true;
        }

        private sealed record Guest(SimTransport Transport, long Since)
        {
            internal List<byte> Received { get; } = new List<byte>();
        }
    }
}
