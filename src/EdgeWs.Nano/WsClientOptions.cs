using System;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>Where and how a client connects. See <see cref="WsOptions"/> for what a server has too.</summary>
    public sealed class WsClientOptions : WsOptions
    {
        private int _connectTimeout = 15000;
        private string _domain;
        private string _path;
        private string[] _protocols = new string[0];

        /// <summary>The address to connect to, instead of resolving the URL's host; null to resolve.</summary>
        public IPEndPoint EndPoint { get; set; }

        /// <summary>The value of the Host header, instead of the URL's host and port; null for those.</summary>
        /// <exception cref="ArgumentException">It cannot stand in a header.</exception>
        public string Domain
        {
            get => _domain;
            set
            {
                HttpField.Line("Host:" + value);
                _domain = value;
            }
        }

        /// <summary>The path to ask for, with its query if there is one, instead of the URL's; null for those.</summary>
        /// <exception cref="ArgumentException">It is no path.</exception>
        public string Path
        {
            get => _path;
            set
            {
                if (value != null)
                {
                    Check.Path(value, true);
                }

                _path = value;
            }
        }

        /// <summary>The subprotocols to offer, in the order of preference. None by default.</summary>
        /// <exception cref="ArgumentException">A name is not a token of RFC 7230, or occurs twice.</exception>
        public string[] Protocols
        {
            get => _protocols;
            set => _protocols = HttpField.CheckProtocols(value);
        }

        /// <summary>The time to resolve the name and to connect, 15,000 by default.</summary>
        public int ConnectTimeout
        {
            get => _connectTimeout;
            set => _connectTimeout = Check.Time(value, 1);
        }

        /// <summary>Header lines to add to the request, each with its line end.</summary>
        internal string HeaderLines = string.Empty;

        /// <summary>Adds a header field to the request, such as <c>Authorization: Bearer …</c>.</summary>
        /// <param name="field">Name, colon, value.</param>
        /// <exception cref="ArgumentNullException"><paramref name="field"/> is null.</exception>
        /// <exception cref="ArgumentException">
        /// It is not one well-formed field, or one that the handshake itself makes: see <see cref="Domain"/> and
        /// <see cref="Protocols"/>.
        /// </exception>
        public void AddHeader(string field)
        {
            Check.NotNull(field);
            string line = HttpField.Line(field);
            HttpField.RefuseOwn(field);
            HeaderLines += line;
        }
    }
}
