namespace EdgeWs.Nano
{
    /// <summary>
    /// A guest at a server's own port, or one that an HTTP server handed over. It becomes a <see cref="WsServerChannel"/>, or is
    /// refused and ends.
    /// </summary>
    internal sealed class ServerOpening : Guest
    {
        private readonly WsServer _server;

        internal ServerOpening(WsServer server, Admission admission, Transport transport)
            : base(admission, transport, server.Options.HandshakeTimeout)
        {
            _server = server;
        }

        internal override int HeadTime => _server.Options.HandshakeTimeout;

        internal override int MaxHeadSize => _server.Options.MaxHandshakeSize;

        internal override void OnRequest(HttpRequest request, ByteCursor input)
        {
            if (_server.Serves(request.Path))
            {
                _server.Answer(this, request, input);
            }
            else
            {
                Refuse(404, null);
            }
        }
    }
}
