namespace EdgeWs.Nano
{
    /// <summary>Where a connection is in its life. It only moves forward, except for a client that reconnects.</summary>
    public enum WsConnectionState
    {
        /// <summary>A client that resolves, connects, shakes hands, or waits to connect again.</summary>
        Connecting,

        /// <summary>Messages can be sent and received.</summary>
        Open,

        /// <summary>A close frame was sent or received, or the connection failed; what was queued before still goes out.</summary>
        Closing,

        /// <summary>Over. The closed event was raised or is about to be.</summary>
        Closed,
    }
}
