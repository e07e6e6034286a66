using EdgeWs.Nano;

namespace EdgeWs.Testee
{
    /// <summary>What both testees do with a connection: every message goes back as it came, with its type.</summary>
    internal static class Echo
    {
        /// <summary>Raises the limits so that messages of up to a size come in, in frames of any length, and go back.</summary>
        internal static void Allow(WsOptions options, int maxMessageSize)
        {
            options.MaxMessageSize = maxMessageSize;

            // A message in frames of one byte each, and the smallest messages with some empty frames among them.
            options.MaxFragments = maxMessageSize > options.MaxFragments ? maxMessageSize : options.MaxFragments;

            // The suite may send a message before it has taken the echo of the one before: room for the echoes of two.
            options.MaxBufferedBytes = maxMessageSize > int.MaxValue / 2 ? int.MaxValue : maxMessageSize * 2;

            // The suite takes a ping for an answer to what it sent.
            options.HeartbeatInterval = 0;
        }

        /// <summary>Handles the messages of either role.</summary>
        internal static void OnMessage(WsConnection connection, WsMessage message)
        {            // An echo that is left out in silence would look like a slow one.
            if (!connection.Send(message))
            {
                connection.Close(WsCloseCode.InternalError, "no room for the echo");
            }
        }
    }
}
