using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The HTTP server in front of a server in upgrade mode: reads the head of each request and hands the connection over.</summary>
    internal sealed class SimDoor
    {
        private const int Patience = 3000;

        private readonly World _world;
        private readonly SimLoop _loop;
        private readonly SimListener _listener;
        private readonly WsServer _server;
        private readonly List<Guest> _guests = new List<Guest>();

        internal SimDoor(World world, SimLoop loop, SimListener listener, WsServer server)
        {
            _world = world;
            _loop = loop;
            _listener = listener;
            _server = server;
        }

        internal void Step()
        {
            for (Transport next = _listener.Accept(); next != null; next = _listener.Accept())
            {
                _guests.Add(new Guest((SimTransport)next, _world.Now));
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
            if (received.AsSpan().IndexOf("\r\n\r\n"u8) >= 0 && _loop.Pool.FailAfter < 0)
            {
                // In the loop, as everything that its connections do.
                _loop.Post(() => _server.Adopt(guest.Transport, received));
                return true;
            }

            if (count >= 0 && _world.Now - guest.Since < Patience && !_listener.IsClosed)
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
