using System;

namespace EdgeWs.Nano
{
    /// <summary>Limits and deadlines of a server. See <see cref="WsOptions"/> for those that a client has too.</summary>
    public sealed class WsServerOptions : WsOptions
    {
        private string[] _protocols = new string[0];

        /// <summary>The most channels at a time, 5 by default. More clients get a 503. At least 1.</summary>
        /// <remarks>The usual firmware has 16 sockets for everything, the listening one included; that of an ESP32-C3 of revision 0.2 has 8.</remarks>
        public int MaxChannels = 5;

        /// <summary>The most channels from one address at a time; 0, the default, for no such limit. More clients get a 503. Not negative.</summary>
        public int MaxChannelsPerAddress;

        /// <summary>
        /// The most connections that are on their way in at a time, 4 by default: silent ones, opening handshakes, refused clients and
        /// channels that made room, which read why. A further client waits in the platform's queue until one of them is done or had its time: a quarter of a second
        /// for one that said nothing or was refused, a second from its first byte for one whose request is not complete. That one is dropped. At least 1.
        /// </summary>
        public int MaxHandshakes = 4;

        /// <summary>
        /// The most of these from one address; 0, as by default, for no limit of its own. A further one takes the place of another
        /// from that address, if one had its time, or is dropped. Not negative.
        /// </summary>
        public int MaxHandshakesPerAddress;

        /// <summary>The largest request of an opening handshake in bytes, 4,096 by default, at least 1, at most 65,535. A larger one gets a 431.</summary>
        /// <remarks>A request may have 64 fields, whatever the size, and a client offer 32 subprotocols.</remarks>
        public int MaxHandshakeSize = 4096;

        /// <summary>
        /// The pages that browsers may connect from, as they send them, such as <c>https://example.com</c>; others get a 403
        /// without <see cref="WsServer.Connecting"/>. Null, the default, for all. RFC 6455 section 10.2.
        /// </summary>
        /// <remarks>A client that is not a browser sends no origin, or any it likes: this protects users of browsers, not the server.</remarks>
        public string[] Origins;

        /// <summary>
        /// The subprotocols that the server speaks, in the order of its preference: the first that a client offers is chosen.
        /// None by default. <see cref="WsServer.Connecting"/> may choose otherwise.
        /// </summary>
        /// <exception cref="ArgumentException">A name is not a token of RFC 7230, or occurs twice.</exception>
        public string[] Protocols
        {
            get => _protocols;
            set => _protocols = HttpField.CheckProtocols(value);
        }

        /// <summary>
        /// Whether <see cref="WsServerChannel.Headers"/> are kept for as long as the channel lives, but for <c>Cookie</c> and <c>Authorization</c>; they are by default. If
        /// not, they are gone after <see cref="WsServer.Connected"/>, which saves the device half a kilobyte per browser.
        /// </summary>
        public bool KeepHeaders = true;

        internal override void CheckRanges()
        {
            base.CheckRanges();
            Check.AtLeast(1, MaxChannels);
            Check.AtLeast(0, MaxChannelsPerAddress);
            Check.AtLeast(1, MaxHandshakes);
            Check.AtLeast(0, MaxHandshakesPerAddress);
            Check.Within(1, MaxHandshakeSize, 65535);
        }
    }
}
