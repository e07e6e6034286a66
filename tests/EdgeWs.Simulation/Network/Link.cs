using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A TCP connection between two ends, and what goes through it.</summary>
    internal sealed class Link
    {
        internal Link(World world, int id)
        {
            Id = id;
            Up = new SimPipe(world);
            Down = new SimPipe(world);
            ClientTransport = new SimTransport(this, Down, Up, 8000);
            ServerTransport = new SimTransport(this, Up, Down, 40000 + id);
            FromClient = new Flow(world, "L" + id + " up");
            FromServer = new Flow(world, "L" + id + " down");
        }

        internal int Id { get; }

        /// <summary>The way of the bytes from client to server.</summary>
        internal SimPipe Up { get; }

        internal SimPipe Down { get; }

        internal SimTransport ClientTransport { get; }

        internal SimTransport ServerTransport { get; }

        /// <summary>The messages from client to server.</summary>
        internal Flow FromClient { get; }

        internal Flow FromServer { get; }

        /// <summary>Who holds the client's end.</summary>
        internal End Client { get; set; }

        /// <summary>Who holds the server's end; null until its handshake is done.</summary>
        internal End Server { get; set; }

        /// <summary>Whether the script broke it: then it may end without a cause that the ends could tell.</summary>
        internal bool IsHurt { get; set; }

        /// <summary>Whether nothing gets through any more without the ends being told.</summary>
        internal bool IsSilent => Up.IsSilent || Down.IsSilent;

        internal bool IsOver => ClientTransport.IsClosed && ServerTransport.IsClosed;

        /// <summary>A RST for one end or for both.</summary>
        internal void Reset(bool client, bool server)
        {
            ClientTransport.IsReset |= client;
            ServerTransport.IsReset |= server;
        }
    }
}
