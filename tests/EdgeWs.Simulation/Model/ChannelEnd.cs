using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A channel of a server.</summary>
    internal sealed class ChannelEnd : LibraryEnd
    {
        internal ChannelEnd(World world, Script script, SimLoop loop, WsServerChannel channel, WsServerOptions options, int generation)
            : base(world, script, loop, channel, options, $"L{((SimTransport)channel.Transport).Link.Id} channel")
        {
            Generation = generation;
            Join(((SimTransport)channel.Transport).Link);
            BeOpened();
        }

        /// <summary>Which start of its server it belongs to.</summary>
        internal int Generation { get; }
    }
}
