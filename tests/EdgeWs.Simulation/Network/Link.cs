namespace EdgeWs.Simulation
{
    /// <summary>A TCP connection between two ends, and what goes through it.</summary>
    internal sealed class Link : Subject
    {
        /// <param name="world">Its time counts.</param>
        /// <param name="id">Its number.</param>
        /// <param name="address">The last part of the client's address.</param>
        internal Link(World world, int id, int address)
            : base(world, "L" + id)
        {
            Address = address;
            Up = new SimPipe(world);
            Down = new SimPipe(world);
            ClientTransport = new SimTransport(this, Down, Up, 1, 8000);
            ServerTransport = new SimTransport(this, Up, Down, address, 40000 + id);
            FromClient = new Flow(world, Name + " up");
            FromServer = new Flow(world, Name + " down");
        }

        /// <summary>The last part of the client's address.</summary>
        internal int Address { get; }

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

        internal bool IsOpen => Client is { IsOpen: true } && Server is { IsOpen: true };

        /// <summary>Whether nothing gets through any more without the ends being told.</summary>
        internal bool IsSilent => Up.IsSilent || Down.IsSilent;

        internal bool IsOver => ClientTransport.IsClosed && ServerTransport.IsClosed;

        /// <summary>Ends what only slows it down.</summary>
        internal void Heal()
        {
            Up.Heal();
            Down.Heal();
        }

        /// <summary>A RST for one end or for both.</summary>
        internal void Reset(bool client, bool server)
        {
            ClientTransport.IsReset |= client;
            ServerTransport.IsReset |= server;
        }
    }
}
