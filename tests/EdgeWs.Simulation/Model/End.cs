using System.Collections.Generic;

namespace EdgeWs.Simulation
{
    /// <summary>Who holds one end of a link: a connection of the library, or a peer that is made of bare bytes.</summary>
    internal abstract class End(World world, string name, bool isClient) : Subject(world, name)
    {
        internal bool IsClient => isClient;

        /// <summary>Null for a client that is not connected.</summary>
        internal Link Link { get; private set; }

        internal Flow Incoming => IsClient ? Link.FromServer : Link.FromClient;

        internal virtual Flow Outgoing => IsClient ? Link.FromClient : Link.FromServer;

        internal SimTransport Transport => IsClient ? Link?.ClientTransport : Link?.ServerTransport;

        internal End Peer => IsClient ? Link?.Server : Link?.Client;

        /// <summary>The codes of the close frames that this end may have sent of its own will.</summary>
        internal HashSet<int> CloseCodes { get; } = new HashSet<int>();

        /// <summary>The reasons that go with them.</summary>
        internal HashSet<string> CloseReasons { get; } = new HashSet<string>();

        /// <summary>Whether messages can be sent from here and should arrive.</summary>
        internal abstract bool IsOpen { get; }

        internal void Join(Link link)
        {
            Link = link;
            if (IsClient)
            {
                link.Client = this;
            }
            else
            {
                link.Server = this;
            }
        }
    }
}
