using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Our client where there is no server, or none that speaks WebSocket.</summary>
    [TestClass]
    public class ConnectFailureTests : LoopTest
    {
        [TestMethod]
        public void NobodyListens()
        {
            var options = new WsClientOptions { ReconnectDelay = 1, MaxReconnects = 2 };
            ClientHost client = Connect("ws://127.0.0.1:" + FreePort.Find(), options);
            client.Expect("again:1006::1", "again:1006::2");
            client.ExpectFailure(WsErrorKind.NotConnected);
            Assert.IsInstanceOfType<SocketException>(Loop.Do(() => client.Client.Error.Exception));
        }

        [TestMethod]
        public void TheNameIsUnknown()
        {
            Connect("ws://no-such-host.invalid/").ExpectFailure(WsErrorKind.NotResolved);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void EveryAttemptTimesOut()
        {
            using var silent = new SilentEndPoint();
            ClientHost client = Connect(
                "ws://silent", new WsClientOptions { EndPoint = silent.EndPoint, ConnectTimeout = 50, ReconnectDelay = 1, MaxReconnects = 2 });
            client.Expect("again:1006::1", "again:1006::2");
            client.ExpectFailure(WsErrorKind.TimedOut);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void ClosedWhileConnecting()
        {
            using var silent = new SilentEndPoint();
            ClientHost client = Connect("ws://silent", new WsClientOptions { EndPoint = silent.EndPoint });
            client.Close(4000, "never mind");
            client.ExpectFailure(WsErrorKind.Cancelled);

            // And at a later attempt.
            client = Connect("ws://silent", new WsClientOptions { EndPoint = silent.EndPoint, ConnectTimeout = 50, ReconnectDelay = 1 });
            client.Expect("again:1006::1");
            client.Close();
            client.Events.ExpectLater(EventLog.Closed(WsCloseCode.Abnormal));
            Assert.AreEqual(WsErrorKind.Cancelled, Loop.Do(() => client.Client.Error.Kind));
        }

        [TestMethod]
        public async Task ClosedWhileShakingHands()
        {
            using RawServer server = RawServer.Silent();
            ClientHost client = Connect(server.Url);
            await server.Request;
            client.Close();
            client.ExpectFailure(WsErrorKind.Cancelled);
        }

        [TestMethod]
        public void TheHandshakeTimesOut()
        {
            using RawServer server = RawServer.Silent();
            Connect(server.Url, new WsClientOptions { HandshakeTimeout = 100 }).ExpectFailure(WsErrorKind.TimedOut);
        }

        [TestMethod]
        [DataRow("", WsErrorKind.ConnectionLost, 0)]
        [DataRow("220 mail.example.com ESMTP\r\n\r\n", WsErrorKind.InvalidHandshake, 0)]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", WsErrorKind.InvalidHandshake, 0)]
        [DataRow("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\r\nlater", WsErrorKind.Refused, 503)]
        public void TheAnswerIsNoHandshake(string answer, WsErrorKind kind, int status)
        {
            using RawServer server = RawServer.Answering(answer);
            Connect(server.Url).ExpectFailure(kind, status);
        }
    }
}
