namespace EdgeWs.Nano
{
    /// <summary>Handles an event of a server.</summary>
    public delegate void WsServerHandler(WsServer server);

    /// <summary>Handles a new channel of a server: the handshake is done and messages can be sent.</summary>
    public delegate void WsConnectedHandler(WsServer server, WsServerChannel channel);

    /// <summary>Decides on an opening handshake; see <see cref="WsHandshake"/>.</summary>
    public delegate void WsHandshakeHandler(WsServer server, WsHandshake handshake);

    /// <summary>Handles a message that a channel received, or the application data of a ping. The message is valid until the handler returns.</summary>
    /// <remarks>A method that takes a <see cref="WsConnection"/> can handle the events of channels and of clients.</remarks>
    public delegate void WsChannelMessageHandler(WsServerChannel channel, WsMessage message);

    /// <summary>Handles the end of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="code">
    /// The code of the peer's close frame (1005 when it carried none). If no close frame came: the code with which this side
    /// failed the connection, such as 1002 or 1007, or else 1006.
    /// </param>
    /// <param name="reason">The reason that the peer gave; empty when there was none.</param>
    public delegate void WsChannelClosedHandler(WsServerChannel channel, int code, string reason);

    /// <summary>Handles an event of a channel that has no details.</summary>
    public delegate void WsChannelHandler(WsServerChannel channel);
}
