using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>Where simulated clients connect.</summary>
    internal sealed class SimListener(World world) : TransportListener
    {
        private const int Backlog = 8;

        private readonly Queue<SimTransport> _waiting = new Queue<SimTransport>();

        internal bool IsClosed { get; private set; }

        internal bool CanConnect => !IsClosed && _waiting.Count < Backlog;

        internal int Waiting => _waiting.Count;

        internal override int Port => 8000;

        internal void Connect(SimTransport server) => _waiting.Enqueue(server);

        internal override Transport Accept()
        {
            // At times the platform has no socket free for it just now.
            return _waiting.Count == 0 || (!world.Profile.IsCalm && world.Dice.OneIn(8)) ? null : _waiting.Dequeue();
        }

        internal override bool IsPending() => _waiting.Count > 0;

        internal override bool Wait(int milliseconds) => false;

        internal override void Close()
        {
            IsClosed = true;
            foreach (SimTransport transport in _waiting)
            {
                transport.Close();
                transport.Link.Reset(true, true);
            }

            _waiting.Clear();
        }
    }
}
