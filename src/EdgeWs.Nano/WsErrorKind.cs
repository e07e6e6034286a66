namespace EdgeWs.Nano
{
    /// <summary>Why a client could not open its connection.</summary>
    public enum WsErrorKind
    {
        /// <summary>The name of the server could not be resolved.</summary>
        NotResolved = 1,

        /// <summary>The server could not be reached or does not listen.</summary>
        NotConnected,

        /// <summary>
        /// The TLS handshake failed: the server's certificate is not trusted, has expired or is for another host, the server
        /// did not accept ours, there is no version in common, or the connection ended. See <see cref="WsError.Exception"/>.
        /// </summary>
        TlsFailed,

        /// <summary>The time for the connection or for the opening handshake ran out.</summary>
        TimedOut,

        /// <summary>The server ended the connection before the opening handshake was done.</summary>
        ConnectionLost,

        /// <summary>The server answered with an HTTP status other than 101; see <see cref="WsError.Status"/>.</summary>
        Refused,

        /// <summary>The server's answer is not a valid opening handshake.</summary>
        InvalidHandshake,

        /// <summary>The client was closed before it was open.</summary>
        Cancelled,

        /// <summary>The proxy did not make way; see <see cref="WsError.Status"/>.</summary>
        ProxyRefused,
    }
}
