using System;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A valid opening handshake that waits for the application's decision, in <see cref="WsServer.Connecting"/>. If the
    /// handlers decide nothing, the client is accepted. A refusal is final; of several the first one stands.
    /// </summary>
    /// <remarks>Valid until the handler returns.</remarks>
    public sealed class WsHandshake
    {
        internal readonly HttpRequest Request;
        private readonly WsServer _server;
        private readonly Transport _transport;
        private readonly bool _isFull;
        private string[] _protocols;
        private object _account;

        internal WsHandshake(WsServer server, HttpRequest request, Transport transport)
        {
            _server = server;
            Request = request;
            _transport = transport;
            _isFull = server.IsFullFor(transport, out _);
        }

        /// <summary>The path that the client asked for, as it was sent.</summary>
        public string Path => Request.Path;

        /// <summary>What the path has in place of the star of <see cref="WsServer.Path"/>, as it was sent; empty where that has none.</summary>
        public string PathRest => _server.RestOf(Request.Path);

        /// <summary>What followed the question mark after the path; empty when nothing did.</summary>
        public string Query => Request.Query;

        /// <summary>All header fields of the request.</summary>
        public WsHeaders Headers => Request.Headers;

        /// <summary>The page that the connection comes from, RFC 6455 section 10.2; null for a client that is not a browser.</summary>
        public string Origin => Headers["Origin"];

        /// <summary>The subprotocols that the client offers, in the order of its preference.</summary>
        public string[] Protocols => _protocols ??= ServerHandshake.OfferedProtocols(Headers);

        /// <summary>The address of the client; null where the connection has none.</summary>
        public IPEndPoint RemoteEndPoint => _transport.RemoteEndPoint;

        /// <summary>Whether the connection is encrypted.</summary>
        public bool IsSecure => _transport.IsSecure;

        /// <summary>Whether there is no channel left for the client: it is answered 503, unless a handler calls <see cref="Replace"/>.</summary>
        public bool IsFull => _isFull;

        /// <summary>Who the connection belongs to; becomes <see cref="WsEos.Account"/> of the channel.</summary>
        public object Account
        {
            get => _account;
            set => _account = value;
        }

        internal string Protocol = string.Empty;

        /// <summary>The channel that makes room for the client, or null.</summary>
        internal WsServerChannel Replaced;

        /// <summary>The status of the answer.</summary>
        internal int Status = ServerHandshake.Accepted;

        /// <summary>Further header lines of a refusal, or null.</summary>
        internal string RefusalHeaders;

        /// <summary>The name that the client shows by Basic authentication, RFC 7617; null if it shows none. Anybody can show any name: see <see cref="HasCredentials"/>.</summary>
        public string UserName => BasicCredentials.NameIn(Headers);

        /// <summary>Whether the client shows this name and password by Basic authentication, RFC 7617. Compared in constant time.</summary>
        /// <remarks>If not: <c>Refuse(401, "WWW-Authenticate: Basic realm=\"device\"")</c>. Without TLS everybody on the way can read them.</remarks>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">There is a colon in the name.</exception>
        public bool HasCredentials(string name, string password)
        {
            return BasicCredentials.Match(Headers, name, password);
        }

        /// <summary>Accepts the client, unless it has been refused.</summary>
        /// <param name="protocol">
        /// One of <see cref="Protocols"/>; empty for none; null to keep the present choice: the first of
        /// <see cref="WsServerOptions.Protocols"/> that the client offers, or what another handler chose.
        /// </param>
        /// <exception cref="ArgumentException">The client did not offer the subprotocol.</exception>
        public void Accept(string protocol = null)
        {
            Check.Argument(string.IsNullOrEmpty(protocol) || Array.IndexOf(Protocols, protocol) >= 0, Words.NotOffered);

            Protocol = protocol ?? Protocol;
        }

        /// <summary>
        /// Has a channel make room for the client where <see cref="IsFull"/>, if the client is accepted: it is sent a close frame with 1008, as far
        /// as it takes one at once, and is over, after the handlers have returned.
        /// </summary>
        /// <param name="channel">An open channel of the server; null for the one that is open for longest, of those of the client's address where these are too many. One of another address makes no room then, and is over all the same.</param>
        public void Replace(WsServerChannel channel = null)
        {
            if (_isFull)
            {
                _server.IsFullFor(_transport, out WsServerChannel oldest);
                Replaced = channel ?? oldest;
            }
        }

        /// <summary>Refuses the client.</summary>
        /// <param name="status">An HTTP status from 300 to 599, such as 401 or 403.</param>
        /// <param name="header">A header field for the answer, such as <c>WWW-Authenticate: Basic realm="x"</c>; null for none.</param>
        /// <exception cref="ArgumentOutOfRangeException">The status is not in that range.</exception>
        /// <exception cref="ArgumentException">The header is not one well-formed field.</exception>
        public void Refuse(int status = 403, string header = null)
        {
            Check.Within(300, status, 599);
            string line = header == null ? null : HttpField.Line(header);
            if (Status == ServerHandshake.Accepted)
            {
                RefusalHeaders = line;
                Status = status;
            }
        }
    }
}
