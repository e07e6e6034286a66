namespace EdgeWs.Cli
{
    /// <summary>Who ended a connection.</summary>
    internal enum EndKind
    {
        /// <summary>We closed, and the peer answered.</summary>
        ClosedByUs,

        /// <summary>The peer closed.</summary>
        ClosedByPeer,

        /// <summary>We closed, and the peer did not answer in time.</summary>
        NotAnswered,

        /// <summary>The connection was gone without a closing handshake.</summary>
        Lost,

        /// <summary>The peer broke a rule.</summary>
        Failed,
    }
}
