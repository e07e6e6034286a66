using EdgeWs.Nano;

namespace EdgeWs.Samples
{
    /// <summary>What to tell a person about a connection that could not be made, or was lost.</summary>
    internal static class Failure
    {
        /// <param name="error">Why there was none; null when there was one.</param>
        /// <param name="code">The code that it was closed with.</param>
        /// <param name="reason">What the server said of it.</param>
        internal static string Describe(WsError error, int code, string reason)
        {
            switch (error == null ? 0 : error.Kind)
            {
                case 0:
                    return "lost with code " + code.ToString() + (reason.Length > 0 ? ": " + reason : string.Empty);
                case WsErrorKind.NotResolved:
                    return "no address is known for that name";
                case WsErrorKind.NotConnected:
                    return "nobody listens there, or it is out of reach";
                case WsErrorKind.TlsFailed:
                    return "no TLS with that server (is its certificate trusted, of that name, in time?): " + error.Exception.Message;
                case WsErrorKind.TimedOut:
                    return "no answer in time";
                case WsErrorKind.ConnectionLost:
                    return "the server hung up before it answered";
                case WsErrorKind.Refused:
                case WsErrorKind.ProxyRefused:
                    string place = error.Headers["Location"];
                    return (error.Kind == WsErrorKind.Refused ? "refused with HTTP " : "the proxy refused with HTTP ") + error.Status.ToString()
                        + (place == null ? string.Empty : ", see " + place);
                case WsErrorKind.InvalidHandshake:
                    return "what listens there is no WebSocket server";
                default:
                    return "closed before it was open";
            }
        }
    }
}
