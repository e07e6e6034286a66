namespace EdgeWs.Nano
{
    /// <summary>A connection of a server, with one client.</summary>
    public sealed class WsServerChannel : WsConnection
    {
        private readonly WsServer _server;
        private object _account;
        private WsEos _eos;
        private readonly int _id;
        private readonly string _path;
        private readonly string _query;

        // As WsHeaders, or the lines to make them of when they are asked for: most are never.
        private object _headers;

        internal WsServerChannel(WsServer server, int id, WsHandshake handshake)
            : base(server.Resources, server.Options, false)
        {
            _server = server;
            _account = handshake.Account;
            _id = id;

            // The usual path costs no channel a string.
            _path = handshake.Path == server.Path ? server.Path : handshake.Path;
            _query = handshake.Query;
            _headers = handshake.Headers;
            _protocol = handshake.Protocol;
        }

        /// <summary>A message arrived, whole unless <see cref="WsOptions.StreamMessages"/> is on.</summary>
        public event WsChannelMessageHandler MessageReceived;

        /// <summary>The connection is over. Raised exactly once, whatever the reason.</summary>
        public event WsChannelClosedHandler Closed;

        /// <summary>A ping arrived. The pong has been sent already.</summary>
        public event WsChannelMessageHandler Pinged;

        /// <summary>Everything that waited has been sent, after <c>Send</c> had returned false because of it. Not raised if the connection ends first.</summary>
        public event WsChannelHandler Drained;

        /// <summary>A number that no other channel of the server has or had. The first is 1.</summary>
        public int Id => _id;

        /// <summary>The path that the client asked for.</summary>
        public string Path => _path;

        /// <summary>What the path has in place of the star of <see cref="WsServer.Path"/>, as it was sent; empty where that has none.</summary>
        public string PathRest => _server.RestOf(_path);

        /// <summary>What followed the question mark after the path; empty when nothing did.</summary>
        public string Query => _query;

        /// <summary>
        /// The header fields of the client's request, all of them during <see cref="WsServer.Connected"/>; afterwards all but
        /// those of the handshake itself, or null when <see cref="WsServerOptions.KeepHeaders"/> is off.
        /// </summary>
        public WsHeaders Headers
        {
            get
            {
                if (_headers is byte[] lines)
                {
                    _headers = WsHeaders.FromCompact(lines);
                }

                return (WsHeaders)_headers;
            }
        }

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

        /// <summary>Makes room for another: says goodbye as far as that takes no time.</summary>
        /// <returns>The transport, which is the caller's to end once the peer has read that; null when it was over already.</returns>
        internal Transport Evict()
        {
            if (_state == WsConnectionState.Closed)
            {
                return null;
            }

            Close(WsCloseCode.PolicyViolation);
            Finish(true);
            return Transport;
        }

        /// <summary>Reduces the headers to what is kept.</summary>
        internal void CompactHeaders()
        {
            _headers = _server.Options.KeepHeaders ? Headers.Compact() : null;
        }

        internal override void OnReceived(WsMessage message, bool isPing)
        {
            (isPing ? Pinged : MessageReceived)?.Invoke(this, message);
        }

        internal override void OnDrained()
        {
            Drained?.Invoke(this);
        }

        internal override void OnClosed(int code, string reason)
        {
            _server.OnChannelClosed(this);
            Closed?.Invoke(this, code, reason);
        }
    }
}
