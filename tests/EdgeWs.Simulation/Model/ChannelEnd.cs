using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A channel of a server.</summary>
    internal sealed class ChannelEnd : LibraryEnd
    {
        internal ChannelEnd(SimLoop loop, WsServerChannel channel, WsServerOptions options, int generation)
            : base(loop, channel, options, ((SimTransport)channel.Transport).Link.Name + " channel")
        {
            Generation = generation;
            Join(((SimTransport)channel.Transport).Link);
            BeOpened();
        }

        /// <summary>Which start of its server it belongs to.</summary>
        internal int Generation { get; }
    }
}
