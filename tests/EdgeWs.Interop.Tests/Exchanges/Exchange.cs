using System.Text;

namespace EdgeWs.Interop.Tests.Exchanges
{
    /// <summary>What all peers exchange with us; Peers/exchange.js and Peers/exchange.py say the same. See docs/interoperability.md.</summary>
    internal static class Exchange
    {
        public const string RefuseQuery = "refuse";
        public const string Protocol = "edgews.echo";
        public const string Text = "Zürich, 東京, 🚀";
        public const string PingMe = "ping me";
        public const string PongReceived = "pong received";
        public const string CloseMe = "close me";
        public const int ClientCode = 4321;
        public const string ClientReason = "fertig – done";
        public const int ServerCode = 4000;
        public const string ServerReason = "wie gewünscht – bye";
        public const int LargeSize = 1 << 20;

        /// <summary>16 pieces of a large message, and the empty last frame that some stacks put behind them.</summary>
        public const int MaxFragments = 17;

        public static readonly byte[] Binary = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        public static readonly byte[] Large = [.. Enumerable.Range(0, LargeSize).Select(i => (byte)(i * 31 + (i >> 8)))];

        /// <summary>What a peer's ping carries, in the words of <see cref="EventLog"/>.</summary>
        public static readonly string PeersPing = PingOf("from the peer");

        /// <summary>The ping of our server, the second of its loop: our client's comes before.</summary>
        public static readonly string OurPing = PingOf("\0\0\0\u0002");

        private static string PingOf(string payload)
        {
            return "ping:" + Convert.ToHexString(Encoding.UTF8.GetBytes(payload));
        }
    }
}
