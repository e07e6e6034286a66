using System;
using System.Collections;
using System.Net;

namespace EdgeWs.Nano
{
    /// <summary>Where and how a client connects. See <see cref="WsOptions"/> for what a server has too.</summary>
    public sealed class WsClientOptions : WsOptions
    {
        private string _domain;
        private string _path;
        private string[] _protocols = new string[0];
        private string _proxy;
        private ArrayList _headers;

        /// <summary>The proxy, taken apart; null for none.</summary>
        internal WsUrl ProxyUrl;

        /// <summary>A header line for the proxy, or an empty string.</summary>
        internal string ProxyCredentials = string.Empty;

        /// <summary>The address to connect to, instead of resolving the URL's host; null to resolve.</summary>
        public IPEndPoint EndPoint;

        /// <summary>The value of the Host header, instead of the URL's host and port; null for those. With TLS also whom the server's certificate must name.</summary>
        /// <exception cref="ArgumentException">It is not a host, with or without a port.</exception>
        public string Domain
        {
            get => _domain;
            set
            {
                if (value != null)
                {
                    WsUrl.ParseHost(value);
                }

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

        /// <summary>The time to resolve the name and to connect, the way through a proxy and the TLS handshake included: 15,000 by default. At least 1, at most a week.</summary>
        /// <remarks>Where a name has several addresses, one that does not answer costs its share of the time only.</remarks>
        public int ConnectTimeout = 15000;

        /// <summary>
        /// The wait before the first attempt to connect again, after the connection was lost or an attempt failed; 0, the
        /// default, for never. Set it before the client is made. At most a week.
        /// </summary>
        /// <remarks>
        /// Each further wait is twice as long, up to <see cref="MaxReconnectDelay"/>, and each is shortened at random by up
        /// to a half. An attempt follows whatever ended the connection, even a close frame from the server or a refusal such
        /// as 401. <see cref="WsConnection.Close"/> ends the client at any time, also in <see cref="WsClient.Reconnecting"/>.
        /// </remarks>
        public int ReconnectDelay;

        /// <summary>The longest wait before an attempt to connect again, 60,000 by default. At least 1, at most a week.</summary>
        public int MaxReconnectDelay = 60000;

        /// <summary>
        /// How many attempts to connect again may fail in a row before <see cref="WsClient.Closed"/> is raised and the
        /// client gives up. 0, the default, for no limit. Not negative.
        /// </summary>
        /// <remarks>
        /// The initial attempt does not count. A connection that was open for less than <see cref="StableTime"/> counts as a
        /// failed attempt.
        /// </remarks>
        public int MaxReconnects;

        /// <summary>How long a connection must last before waits and attempts start again from the beginning, 30,000 by default. At most a week.</summary>
        public int StableTime = 30000;

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
        public bool KeepMessages;

        /// <summary>The largest head of an answer to the opening handshake, 32,768 by default. A larger one opens nothing, but a refusal is told all the same. At least 1.</summary>
        /// <remarks>What a client does not need of it takes no memory. No more than 4,096 bytes are kept, those of a refusal with <see cref="WsClient.Error"/>.</remarks>
        public int MaxHandshakeSize = 32768;

        /// <summary>How often in a row the client goes where the server leads (301, 302, 303, 307, 308); 0, the default, for never: that is a refusal then. Not negative.</summary>
        /// <remarks>
        /// <para>It never goes from TLS to a connection without. <see cref="Domain"/>, <see cref="Path"/> and <see cref="EndPoint"/> do not hold there,
        /// nor <see cref="WsTlsOptions.TargetHost"/>, if it is another host, port or scheme; and what <see cref="AddHeader"/> added is said only to the same
        /// host, on the same port or on that of TLS instead of 80. Subprotocols are offered there too, and the own certificate shown.</para>
        /// <para>The next attempt to connect begins at <see cref="WsClient.Url"/> again.</para>
        /// </remarks>
        public int MaxRedirects;

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
                ProxyUrl = value == null ? null : WsUrl.ParseHost(value);
                _proxy = value;
            }
        }

        /// <summary>Has the client show a name and a password to the proxy, by Basic authentication; nothing any more when the name is null.</summary>
        /// <exception cref="ArgumentNullException">The password is null, and the name is not.</exception>
        /// <exception cref="ArgumentException">There is a colon in the name.</exception>
        public void SetProxyCredentials(string name, string password)
        {
            ProxyCredentials = name == null ? string.Empty : "Proxy-Authorization: " + BasicCredentials.Create(name, password) + "\r\n";
        }

        /// <summary>Has the client show a name and a password to the server, by Basic authentication, RFC 7617. To take them back see <see cref="RemoveHeader"/>.</summary>
        /// <remarks>Without TLS everybody on the way can read them. They are the field <c>Authorization</c>.</remarks>
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
            int index = TakeOut(field.Substring(0, field.IndexOf(':')));
            _headers ??= new ArrayList();
            _headers.Insert(index, line);
        }

        /// <summary>Removes a header field that was added.</summary>
        /// <param name="name">Its name, in any case.</param>
        /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
        public void RemoveHeader(string name)
        {
            Check.NotNull(name);
            TakeOut(name);
        }

        /// <returns>The place of the field among those that were added; their number when there was none of that name.</returns>
        private int TakeOut(string name)
        {
            string start = name.ToLower() + ":";
            int count = _headers == null ? 0 : _headers.Count;
            for (int i = 0; i < count; i++)
            {
                if (((string)_headers[i]).ToLower().IndexOf(start) == 0)
                {
                    _headers.RemoveAt(i);
                    return i;
                }
            }

            return count;
        }

        internal override void CheckRanges()
        {
            base.CheckRanges();
            Check.Time(ConnectTimeout, 1);
            Check.Time(ReconnectDelay, 0);
            Check.Time(MaxReconnectDelay, 1);
            Check.AtLeast(0, MaxReconnects);
            Check.Time(StableTime, 0);
            Check.AtLeast(1, MaxHandshakeSize);
            Check.AtLeast(0, MaxRedirects);
        }
    }
}
