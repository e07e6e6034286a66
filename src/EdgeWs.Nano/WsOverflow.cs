namespace EdgeWs.Nano
{
    /// <summary>What happens to a message for which there is no room because the peer is slow: see <see cref="WsOptions.Overflow"/>.</summary>
    public enum WsOverflow
    {
        /// <summary>It is refused: <c>Send</c> returns false, and <see cref="WsConnection.Drained"/> follows.</summary>
        Refuse,

        /// <summary>
        /// The oldest messages that wait and of which nothing is sent yet are thrown away until there is room, as suits values
        /// of which only the latest count. <see cref="WsConnection.Drained"/> follows. If that would not be enough, it is refused and
        /// they stay.
        /// </summary>
        DropOldest,

        /// <summary>It is refused and the connection is closed with 1008.</summary>
        Close,
    }
}
