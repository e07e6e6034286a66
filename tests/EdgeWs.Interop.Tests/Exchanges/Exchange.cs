using System.Linq;
using System.Text;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>
    /// What all peers exchange with us; Peers/exchange.js and Peers/exchange.py say the same. See docs/interoperability.md.
    /// </summary>
    internal static class Exchange
    {
        public const string Path = "/echo";
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

        public static readonly byte[] TextBytes = Encoding.UTF8.GetBytes(Text);
        public static readonly byte[] Binary = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        public static readonly byte[] Large = Enumerable.Range(0, LargeSize).Select(i => (byte)(i * 31 + (i >> 8))).ToArray();

        /// <summary>Our client's part with a server that speaks the exchange.</summary>
        /// <param name="url">The server, without a path.</param>
        /// <param name="pingPayload">What the server's ping carries.</param>
        /// <param name="echoedReason">What the server's close frame says when it answers ours.</param>
        /// <param name="tls">For a wss URL.</param>
        public static void RunClient(string url, string pingPayload, string echoedReason, WsTlsOptions tls = null)
        {
            using (var client = new EchoClient(url + Path, null, tls))
            {
                client.ExpectEvent("open " + Protocol);
                client.Echo(TextBytes, WsMessageType.Text);
                client.Echo(Binary, WsMessageType.Binary);
                client.Echo(new byte[0], WsMessageType.Text);
                client.Echo(new byte[0], WsMessageType.Binary);
                client.Echo(Large, WsMessageType.Binary);
                client.Ping();
                client.ExpectEvent("pong");
                client.Send(PingMe);
                client.ExpectEvent("ping " + pingPayload);
                client.ExpectMessage(Encoding.UTF8.GetBytes(PongReceived), WsMessageType.Text);
                client.Close(ClientCode, ClientReason);
                client.ExpectEvent("close " + ClientCode + " " + echoedReason);
                client.AssertNoErrors();
            }

            using (var client = new EchoClient(url + Path, null, tls))
            {
                client.ExpectEvent("open " + Protocol);
                client.Send(CloseMe);
                client.ExpectEvent("close " + ServerCode + " " + ServerReason);
            }
        }

        /// <summary>Our client's part with a server that cuts a large echo into pieces: more of them than are allowed end the connection.</summary>
        public static void RunOverrun(string url)
        {
            using var client = new EchoClient(url + Path, options => options.MaxFragments = 8);
            client.ExpectEvent("open " + Protocol);
            client.Send(Large, WsMessageType.Binary);
            client.ExpectEvent("close " + WsCloseCode.PolicyViolation + " ");
        }

        /// <summary>Our client's part with a server that refuses.</summary>
        public static void RunRefusals(string url, WsTlsOptions tls = null)
        {
            AssertRefused(url + "/nowhere", 404, tls);
            AssertRefused(url + Path + "?" + RefuseQuery, 403, tls);
        }

        public static void AssertRefused(string url, int status, WsTlsOptions tls = null)
        {
            using var client = new EchoClient(url, null, tls);
            client.ExpectEvent("close " + WsCloseCode.Abnormal + " ");
            Assert.AreEqual(WsErrorKind.Refused + " " + status, client.Failure);
        }
    }
}
