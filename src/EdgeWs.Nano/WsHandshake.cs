using System;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>
    /// A valid opening handshake that waits for the application's decision, in <see cref="WsServer.Handshake"/>. If the
    /// handlers decide nothing, the client is accepted. A refusal is final; of several the first one stands.
    /// </summary>
    /// <remarks>Valid until the handler returns.</remarks>
    public sealed class WsHandshake
    {
        private readonly string _path;
        private readonly string _query;
        private readonly WsHeaders _headers;
        private readonly string[] _protocols;
        private readonly IPEndPoint _remoteEndPoint;
        private readonly bool _isSecure;
        private object _account;

        internal WsHandshake(string path, string query, WsHeaders headers, Transport transport)
        {
            _path = path;
            _query = query;
            _headers = headers;
            _protocols = ServerHandshake.OfferedProtocols(headers);
            _remoteEndPoint = transport.RemoteEndPoint;
            _isSecure = transport.IsSecure;
        }

        /// <summary>The path that the client asked for, as it was sent.</summary>
        public string Path => _path;

        /// <summary>What followed the question mark after the path; empty when nothing did.</summary>
        public string Query => _query;

        /// <summary>All header fields of the request.</summary>
        public WsHeaders Headers => _headers;

        /// <summary>The page that the connection comes from, RFC 6455 section 10.2; null for a client that is not a browser.</summary>
        public string Origin => Headers["Origin"];

        /// <summary>The subprotocols that the client offers, in the order of its preference.</summary>
        public string[] Protocols => _protocols;

        /// <summary>The address of the client; null where the connection has none.</summary>
        public IPEndPoint RemoteEndPoint => _remoteEndPoint;

        /// <summary>Whether the connection is encrypted.</summary>
        public bool IsSecure => _isSecure;

        /// <summary>Who the connection belongs to; becomes <see cref="WsEos.Account"/> of the channel.</summary>
        public object Account
        {
            get => _account;
            set => _account = value;
        }

        internal string Protocol = string.Empty;

        /// <summary>The status of the answer.</summary>
        internal int Status = ServerHandshake.Accepted;

        /// <summary>Further header lines of a refusal, or null.</summary>
        internal string RefusalHeaders;

        /// <summary>Accepts the client, unless it has been refused.</summary>
        /// <param name="protocol">
        /// One of <see cref="Protocols"/>; empty for none; null to keep the present choice: the first of
        /// <see cref="WsServerOptions.Protocols"/> that the client offers, or what another handler chose.
        /// </param>
        /// <exception cref="ArgumentException">The client did not offer the subprotocol.</exception>
        public void Accept(string protocol = null)
        {
            if (!string.IsNullOrEmpty(protocol) && Array.IndexOf(Protocols, protocol) < 0)
            {
                throw new ArgumentException();
            }

            Protocol = protocol ?? Protocol;
        }

        /// <summary>Refuses the client.</summary>
        /// <param name="status">An HTTP status from 300 to 599, such as 401 or 403.</param>
        /// <param name="header">A header field for the answer, such as <c>WWW-Authenticate: Basic realm="x"</c>; null for none.</param>
        /// <exception cref="ArgumentOutOfRangeException">The status is not in that range.</exception>
        /// <exception cref="ArgumentException">The header is not one well-formed field.</exception>
        public void Refuse(int status = 403, string header = null)
        {
            if (status < 300 || status > 599)
            {
                throw new ArgumentOutOfRangeException();
            }

            string line = header == null ? null : HttpField.Line(header);
            if (Status == ServerHandshake.Accepted)
            {
                RefusalHeaders = line;
                Status = status;
            }
        }
    }
}
