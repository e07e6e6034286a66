using System;
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

        /// <summary>The address to connect to, instead of resolving the URL's host; null to resolve.</summary>
        public IPEndPoint EndPoint
        {
            get => _endPoint;
            set => _endPoint = value;
        }

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

        /// <summary>The time to resolve the name and to connect, 15,000 by default.</summary>
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
