using System;
using System.Collections;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>Where and how a client connects. See <see cref="WsOptions"/> for what a server has too.</summary>
    public sealed class WsClientOptions : WsOptions
    {
        private int _connectTimeout = 15000;
        private int _reconnectDelay;
        private int _maxReconnectDelay = 60000;
        private int _maxReconnects;
        private int _stableTime = 30000;
        private string _domain;
        private string _path;
        private string[] _protocols = new string[0];
        private IPEndPoint _endPoint;
        private bool _keepMessages;
        private int _maxHandshakeSize = 32768;
        private int _maxRedirects;
        private string _proxy;
        private ArrayList _headers;

        /// <summary>The proxy, taken apart; null for none.</summary>
        internal WsUrl ProxyUrl;

        /// <summary>A header line for the proxy, or an empty string.</summary>
        internal string ProxyCredentials = string.Empty;

        /// <summary>The address to connect to, instead of resolving the URL's host; null to resolve.</summary>
        public IPEndPoint EndPoint
        {
            get => _endPoint;
            set => _endPoint = value;
        }

        /// <summary>The value of the Host header, instead of the URL's host and port; null for those. With TLS also whom the server's certificate must name.</summary>
        /// <exception cref="ArgumentException">It is not a host, with or without a port.</exception>
        public string Domain
        {
            get => _domain;
            set
            {
                Check.Argument(value == null || WsUrl.Parse("ws://" + value).PathAndQuery == "/");
                _domain = value;
            }
        }

        /// <summary>The path to ask for, with its query if there is one, instead of the URL's; null for those.</summary>
        /// <exception cref="ArgumentException">It is not a path.</exception>
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

        /// <summary>Whether messages are masked with zero on a connection with TLS, off by default. It saves the device half the time that it takes to send.</summary>
        /// <remarks>
        /// RFC 6455 section 5.3 asks for keys that nobody can predict, so that what a page sends cannot pose as something
        /// else to a proxy that reads along. A device is not a browser, and nobody reads along where TLS protects the bytes.
        /// Leave it off if you do not know who passes the bytes on from where TLS ends.
        /// </remarks>
        public bool ZeroMaskOverTls
        {
            get => MasksWithZero;
            set => MasksWithZero = value;
        }

        /// <summary>The subprotocols to offer, in the order of preference. None by default.</summary>
        /// <exception cref="ArgumentException">A name is not a token of RFC 7230, or occurs twice.</exception>
        public string[] Protocols
        {
            get => _protocols;
            set => _protocols = HttpField.CheckProtocols(value);
        }

        /// <summary>The time to resolve the name and to connect, the way through a proxy and the TLS handshake included: 15,000 by default.</summary>
        /// <remarks>Where a name has several addresses, one that does not answer costs its share of the time only.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int ConnectTimeout
        {
            get => _connectTimeout;
            set => _connectTimeout = Check.Time(value, 1);
        }

        /// <summary>
        /// The wait before the first attempt to connect again, after the connection was lost or an attempt failed; 0, the
        /// default, for never. Set it before the client is made.
        /// </summary>
        /// <remarks>
        /// Each further wait is twice as long, up to <see cref="MaxReconnectDelay"/>, and each is shortened at random by up
        /// to a half. An attempt follows whatever ended the connection, even a close frame from the server or a refusal such
        /// as 401. <see cref="WsConnection.Close"/> ends the client at any time, also in <see cref="WsClient.Reconnecting"/>.
        /// </remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than a week.</exception>
        public int ReconnectDelay
        {
            get => _reconnectDelay;
            set => _reconnectDelay = Check.Time(value, 0);
        }

        /// <summary>The longest wait before an attempt to connect again, 60,000 by default.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int MaxReconnectDelay
        {
            get => _maxReconnectDelay;
            set => _maxReconnectDelay = Check.Time(value, 1);
        }

        /// <summary>
        /// How many attempts to connect again may fail in a row before <see cref="WsConnection.Closed"/> is raised and the
        /// client gives up. 0, the default, for no limit.
        /// </summary>
        /// <remarks>
        /// The initial attempt does not count. A connection that was open for less than <see cref="StableTime"/> counts as a
        /// failed attempt.
        /// </remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int MaxReconnects
        {
            get => _maxReconnects;
            set => _maxReconnects = Check.AtLeast(0, value);
        }

        /// <summary>How long a connection must last before waits and attempts start again from the beginning, 30,000 by default.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than a week.</exception>
        public int StableTime
        {
            get => _stableTime;
            set => _stableTime = Check.Time(value, 0);
        }

        /// <summary>
        /// Whether the client keeps messages that are sent while it connects, up to <see cref="WsOptions.MaxBufferedBytes"/>,
        /// and sends them after the opening. Off by default: Send then returns false.
        /// </summary>
        /// <remarks>
        /// When the client connects again, messages that waited in the lost connection go out first. What the platform had
        /// taken, and the message that was on its way out, are lost. While a lost connection is still being closed, Send
        /// returns false. The end of the client drops what it kept. Each message counts with the 6 to 14 bytes of its frame's
        /// header.
        /// </remarks>
        public bool KeepMessages
        {
            get => _keepMessages;
            set => _keepMessages = value;
        }

        /// <summary>The largest head of an answer to the opening handshake, 32,768 by default. Of a larger one only the status is told; it opens nothing.</summary>
        /// <remarks>What a client does not need of it takes no memory: no more than about 4,096 bytes are kept, for as long as the handshake takes.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxHandshakeSize
        {
            get => _maxHandshakeSize;
            set => _maxHandshakeSize = Check.AtLeast(1, value);
        }

        /// <summary>How often in a row the client goes where the server leads (301, 302, 303, 307, 308); 0, the default, for never: that is a refusal then.</summary>
        /// <remarks>
        /// <para>It never goes from TLS to a connection without. <see cref="Domain"/>, <see cref="Path"/> and <see cref="EndPoint"/> do not hold there,
        /// and what <see cref="AddHeader"/> added is said only to the same host, on the same port or on that of TLS instead of 80.</para>
        /// <para>The next attempt to connect begins at <see cref="WsClient.Url"/> again.</para>
        /// </remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int MaxRedirects
        {
            get => _maxRedirects;
            set => _maxRedirects = Check.AtLeast(0, value);
        }

        /// <summary>The HTTP proxy to go through, as <c>host</c> or <c>host:port</c>, 80 by default; null, the default, for none.</summary>
        /// <remarks>
        /// The proxy is asked for a way to the server (CONNECT), for <c>ws</c> as well as <c>wss</c>, and TLS is spoken with the server, not
        /// with the proxy. The proxy resolves the server's name.
        /// </remarks>
        /// <exception cref="ArgumentException">It is not a host, with or without a port.</exception>
        public string Proxy
        {
            get => _proxy;
            set
            {
                WsUrl proxy = value == null ? null : WsUrl.Parse("ws://" + value);
                Check.Argument(proxy == null || proxy.PathAndQuery == "/");
                ProxyUrl = proxy;
                _proxy = value;
            }
        }

        /// <summary>Has the client show a name and a password to the proxy, by Basic authentication.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">There is a colon in the name.</exception>
        public void SetProxyCredentials(string name, string password)
        {
            ProxyCredentials = "Proxy-Authorization: " + BasicCredentials.Create(name, password) + "\r\n";
        }

        /// <summary>Has the client show a name and a password to the server, by Basic authentication, RFC 7617.</summary>
        /// <remarks>Without TLS everybody on the way can read them.</remarks>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">There is a colon in the name.</exception>
        public void SetCredentials(string name, string password)
        {
            AddHeader("Authorization: " + BasicCredentials.Create(name, password));
        }

        /// <summary>The header lines that were added.</summary>
        internal string HeaderLines()
        {
            string lines = string.Empty;
            for (int i = 0; _headers != null && i < _headers.Count; i++)
            {
                lines += (string)_headers[i];
            }

            return lines;
        }

        /// <summary>Adds a header field to the request, in place of one of the same name, such as <c>Authorization: Bearer …</c>.</summary>
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
            string name = line.Substring(0, line.IndexOf(':') + 1).ToLower();
            _headers ??= new ArrayList();
            int index = 0;
            while (index < _headers.Count && ((string)_headers[index]).ToLower().IndexOf(name) != 0)
            {
                index++;
            }

            if (index < _headers.Count)
            {
                _headers.RemoveAt(index);
            }

            _headers.Insert(index, line);
        }
    }
}
