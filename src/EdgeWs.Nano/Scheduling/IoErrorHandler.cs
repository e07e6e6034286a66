using System;

namespace EdgeWs.Nano
{
    /// <summary>Handles an exception that a handler of the application let out.</summary>
    /// <param name="source">
    /// Where it happened: the <see cref="WsConnection"/>, the <see cref="WsServer"/> or the <see cref="IoTimer"/>; the
    /// <see cref="IoScheduler"/> for a posted callback.
    /// </param>
    /// <param name="exception">The exception.</param>
    public delegate void IoErrorHandler(object source, Exception exception);
}
