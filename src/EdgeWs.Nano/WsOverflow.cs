namespace EdgeWs.Nano
{
    /// <summary>What happens to a message for which there is no room because the peer is slow: see <see cref="WsOptions.Overflow"/>.</summary>
    public enum WsOverflow
    {
        /// <summary>The message is refused: <c>Send</c> returns false, and <c>Drained</c> follows.</summary>
        Refuse,

        /// <summary>
        /// The oldest waiting messages of which nothing has been sent are thrown away until there is room. This suits values
        /// of which only the latest counts. <c>Drained</c> follows. If that would not be enough, the new
        /// message is refused and the old ones stay.
        /// </summary>
        DropOldest,

        /// <summary>The message is refused, and the connection is closed with 1008.</summary>
        Close,
    }
}
