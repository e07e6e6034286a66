using System;

namespace EdgeWs.Nano
{
    /// <summary>Handles an exception that a handler of the application let out.</summary>
    /// <param name="source">
    /// Where it happened: the <see cref="WsConnection"/>, the <c>WsServer</c>, the <see cref="IoTimer"/> or the HttpHost; the
    /// <see cref="IoScheduler"/> for a posted callback. An object of the library's own where the library itself ran out of memory.
    /// </param>
    /// <param name="exception">The exception.</param>
    public delegate void IoErrorHandler(object source, Exception exception);
}
