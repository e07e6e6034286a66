namespace EdgeWs.Nano
{
    /// <summary>A connection of a server, with one client.</summary>
    public sealed class WsServerChannel : WsConnection
    {
        private readonly WsServer _server;
        private object _account;
        private WsEos _eos;

        internal WsServerChannel(WsServer server, int id, WsHandshake handshake)
            : base(server.Scheduler, server.Options, false)
        {
            _server = server;
            _account = handshake.Account;
            Id = id;
            Path = handshake.Path;
            Query = handshake.Query;
            Headers = handshake.Headers;
            Protocol = handshake.Protocol;
        }

        /// <summary>A number that no other channel of the server has or had: 1 for the first.</summary>
        public int Id { get; }

        /// <summary>The path that the client asked for.</summary>
        public string Path { get; }

        /// <summary>What followed the question mark behind the path; empty when nothing did.</summary>
        public string Query { get; }

        /// <summary>
        /// The header fields of the client's request, all of them during <see cref="WsServer.Connection"/>; afterwards all but
        /// those of the handshake itself, or null when <see cref="WsServerOptions.KeepHeaders"/> is off.
        /// </summary>
        public WsHeaders Headers { get; private set; }

        /// <summary>Where the channel comes from and who it belongs to.</summary>
        /// <remarks>Made when it is first asked for, because an address costs the device 150 bytes.</remarks>
        public WsEos Eos
        {
            get
            {
                if (_eos == null)
                {
                    _eos = new WsEos(Transport.RemoteEndPoint, Transport.IsSecure, _account);
                    _account = null;
                }

                return _eos;
            }
        }

        /// <summary>Reduces the headers to what is kept.</summary>
        internal void CompactHeaders()
        {
            Headers = _server.Options.KeepHeaders ? Headers.Compact() : null;
        }

        internal override void OnClosed(int code, string reason)
        {
            _server.OnChannelClosed(this);
            base.OnClosed(code, reason);
        }
    }
}
