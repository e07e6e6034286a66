namespace EdgeWs.Nano
{
    /// <summary>Handles an event of a server.</summary>
    public delegate void WsServerHandler(WsServer server);

    /// <summary>Handles a new connection of a server: the handshake is done and messages can be sent.</summary>
    public delegate void WsConnectionHandler(WsServer server, WsServerChannel channel);

    /// <summary>Decides on an opening handshake; see <see cref="WsHandshake"/>.</summary>
    public delegate void WsHandshakeHandler(WsServer server, WsHandshake handshake);

    /// <summary>Handles a received message, or the application data of a ping. The message is valid until the handler returns.</summary>
    public delegate void WsMessageHandler(WsConnection connection, WsMessage message);

    /// <summary>Handles the end of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="code">
    /// The code of the peer's close frame (1005 when it carried none). If no close frame came: the code with which this side
    /// failed the connection, such as 1002 or 1007, or else 1006.
    /// </param>
    /// <param name="reason">The reason that the peer gave; empty when there was none.</param>
    public delegate void WsClosedHandler(WsConnection connection, int code, string reason);

    /// <summary>Handles an event of a connection that has no details.</summary>
    public delegate void WsDrainedHandler(WsConnection connection);

    /// <summary>Handles the pong that answers a ping.</summary>
    /// <param name="tag">What <see cref="WsConnection.Ping"/> returned for it.</param>
    public delegate void WsPongHandler(int tag);

    /// <summary>Handles a client that is connected.</summary>
    public delegate void WsClientHandler(WsClient client);

    /// <summary>Handles a wait of a client before it connects again.</summary>
    /// <param name="client">The client. Closing it now ends it.</param>
    /// <param name="code">
    /// As for <see cref="WsClosedHandler"/>, for the connection that was lost. 1006 if an attempt failed:
    /// <see cref="WsClient.Error"/> tells more.
    /// </param>
    /// <param name="reason">The reason that the peer gave; empty when there was none.</param>
    /// <param name="attempt">Which attempt follows: 1 for the first after a connection that lasted.</param>
    /// <param name="delayMs">How many milliseconds until then.</param>
    public delegate void WsReconnectHandler(WsClient client, int code, string reason, int attempt, int delayMs);

    /// <summary>Handles the failure of a client to connect.</summary>
    public delegate void WsErrorHandler(WsError error);
}
