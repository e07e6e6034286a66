namespace EdgeWs.Nano
{
    /// <summary>Handles the pong that answers a ping.</summary>
    /// <param name="tag">What <see cref="WsConnection.Ping"/> returned for it.</param>
    public delegate void WsPongHandler(int tag);
}
