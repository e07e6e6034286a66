namespace EdgeWs.Nano.Http
{
    /// <summary>Handles an HTTP request that is no WebSocket's: see <see cref="HttpExchange.Respond(int, string, byte[])"/>.</summary>
    public delegate void HttpExchangeHandler(HttpHost host, HttpExchange exchange);

    /// <summary>
    /// Gives the next piece of an answer's content. The <c>Read</c> of a stream, such as that of a file in flash, is one.
    /// </summary>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="offset">At this index.</param>
    /// <param name="count">At most as many bytes as this.</param>
    /// <returns>How many bytes it put there; 0 at the end.</returns>
    public delegate int HttpContentReader(byte[] buffer, int offset, int count);
}
