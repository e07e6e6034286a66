namespace EdgeWs.Nano
{
    /// <summary>Handles a message that a client received, or the application data of a ping. The message is valid until the handler returns.</summary>
    /// <remarks>A method that takes a <see cref="WsConnection"/> can handle the events of channels and of clients.</remarks>
    public delegate void WsClientMessageHandler(WsClient client, WsMessage message);

    /// <summary>Handles the end of a client.</summary>
    /// <param name="client">The client; <see cref="WsClient.Error"/> tells more where it could not connect.</param>
    /// <param name="code">
    /// The code of the peer's close frame (1005 when it carried none). If no close frame came: the code with which this side
    /// failed the connection, such as 1002 or 1007, or else 1006.
    /// </param>
    /// <param name="reason">The reason that the peer gave; empty when there was none.</param>
    public delegate void WsClientClosedHandler(WsClient client, int code, string reason);

    /// <summary>Handles an event of a client that has no details.</summary>
    public delegate void WsClientHandler(WsClient client);

    /// <summary>Handles a wait of a client before it connects again.</summary>
    /// <param name="client">The client. Closing it now ends it.</param>
    /// <param name="code">
    /// As for <see cref="WsClientClosedHandler"/>, for the connection that was lost. 1006 if an attempt failed:
    /// <see cref="WsClient.Error"/> tells more.
    /// </param>
    /// <param name="reason">The reason that the peer gave; empty when there was none.</param>
    /// <param name="attempt">Which attempt follows: 1 for the first after a connection that lasted.</param>
    /// <param name="delayMs">How many milliseconds until then.</param>
    public delegate void WsReconnectHandler(WsClient client, int code, string reason, int attempt, int delayMs);

    /// <summary>Handles the failure of a client to connect.</summary>
    public delegate void WsErrorHandler(WsError error);
}
