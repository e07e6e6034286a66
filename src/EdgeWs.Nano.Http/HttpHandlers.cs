namespace EdgeWs.Nano.Http
{
    /// <summary>Handles an HTTP request that is no WebSocket's: see <see cref="HttpExchange.Respond(int, string, byte[])"/>.</summary>
    public delegate void HttpExchangeHandler(HttpHost host, HttpExchange exchange);
}
