using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Our client with servers that do not do what they should.</summary>
    [TestClass]
    public class TlsClientTests : LoopTest
    {
        // Whoever waits for this long has failed its test.
        private const int Never = 600000;

        private static readonly TestCertificate s_server = TestAuthority.SelfSigned("127.0.0.1");

        [TestMethod]
        public void SilenceIsEndedByTheConnectTimeout()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            ClientHost client = Connect(UrlOf(listener), new WsClientOptions { ConnectTimeout = 200 }, Any(Never));
            ExpectFailure(client, WsErrorKind.TimedOut);
        }

        [TestMethod]
        public void SilenceIsEndedByTheHandshakeTimeout()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            ClientHost client = Connect(UrlOf(listener), new WsClientOptions { ConnectTimeout = Never }, Any(200));
            ExpectFailure(client, WsErrorKind.TlsFailed);
        }

        [TestMethod]
        public void SilenceIsEndedByClosing()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            ClientHost client = Connect(UrlOf(listener), new WsClientOptions { ConnectTimeout = Never }, Any(Never));
            using Socket server = listener.AcceptSocket();
            Assert.AreEqual(1, server.Receive(new byte[1]), "the hello");
            Loop.Do(() => client.Client.Close());
            ExpectFailure(client, WsErrorKind.Cancelled);

            // With the hello read, what there is to see is the end, or a reset.
            var rest = new byte[4096];
            while (server.Available > 0)
            {
                server.Receive(rest);
            }

            Assert.IsTrue(server.Poll(Patience.Limit, SelectMode.SelectRead), "the connection is still there");
        }

        [TestMethod]
        public void NobodyListens()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            string url = UrlOf(listener);
            listener.Stop();
            ExpectFailure(Connect(url, null, Any(Never)), WsErrorKind.NotConnected);
        }

        [TestMethod]
        public async Task EndWithoutGoodbye()
        {
            await using KestrelServer server = await KestrelServer.StartAsync(
                async socket =>
                {
                    await socket.SendTextAsync("hello");
                    await socket.ReceiveAsync(new byte[10], Patience.Token);
                    socket.Abort();
                },
                null,
                options => options.ServerCertificate = s_server.OfDesktop);
            ClientHost client = Connect(server.Url, null, Any(Never));
            client.Events.Expect("open", "text:hello");
            Loop.Do(() => client.Client.Send("bye"));
            client.Events.Expect(EventLog.Closed(1006));
        }

        private static WsTlsOptions Any(int handshakeTimeout)
        {
            return new WsTlsOptions { AcceptAnyServer = true, HandshakeTimeout = handshakeTimeout };
        }

        private static string UrlOf(TcpListener listener)
        {
            listener.Start();
            return "wss://" + listener.LocalEndpoint + "/";
        }
    }
}
