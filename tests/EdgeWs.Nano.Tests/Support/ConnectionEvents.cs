namespace EdgeWs.Nano.Tests
{
    internal delegate void AnyMessageHandler(WsConnection connection, WsMessage message);

    internal delegate void AnyClosedHandler(WsConnection connection, int code, string reason);

    internal delegate void AnyHandler(WsConnection connection);

    /// <summary>The events that channels and clients have in common, for tests that are for both.</summary>
    internal static class ConnectionEvents
    {
        internal static void OnMessage(this WsConnection connection, AnyMessageHandler handler)
        {
            if (connection is WsClient client)
            {
                client.MessageReceived += (c, m) => handler(c, m);
            }
            else
            {
                ((WsServerChannel)connection).MessageReceived += (c, m) => handler(c, m);
            }
        }

        internal static void OnPinged(this WsConnection connection, AnyMessageHandler handler)
        {
            if (connection is WsClient client)
            {
                client.Pinged += (c, m) => handler(c, m);
            }
            else
            {
                ((WsServerChannel)connection).Pinged += (c, m) => handler(c, m);
            }
        }

        internal static void OnDrained(this WsConnection connection, AnyHandler handler)
        {
            if (connection is WsClient client)
            {
                client.Drained += c => handler(c);
            }
            else
            {
                ((WsServerChannel)connection).Drained += c => handler(c);
            }
        }

        internal static void OnClosed(this WsConnection connection, AnyClosedHandler handler)
        {
            if (connection is WsClient client)
            {
                client.Closed += (c, code, reason) => handler(c, code, reason);
            }
            else
            {
                ((WsServerChannel)connection).Closed += (c, code, reason) => handler(c, code, reason);
            }
        }
    }
}
