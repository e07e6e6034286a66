using System;
using System.Net;
using System.Net.Sockets;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Our client where there is no server, or none that speaks WebSocket.</summary>
    [TestClass]
    public class ConnectFailureTests : LoopTest
    {
        [TestMethod]
        public void NobodyListens()
        {
            int port;
            using (Socket listener = SocketPair.Listen())
            {
                port = ((IPEndPoint)listener.LocalEndPoint).Port;
            }

            ClientHost client = Connect("ws://127.0.0.1:" + port);
            ExpectFailure(client, WsErrorKind.NotConnected);
            Assert.IsInstanceOfType<SocketException>(Loop.Do(() => client.Client.Error.Exception));
        }

        [TestMethod]
        public void TheNameIsUnknown()
        {
            ExpectFailure(Connect("ws://no-such-host.invalid/"), WsErrorKind.NotResolved);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void TheConnectionTimesOut()
        {
            using var silent = new SilentEndPoint();
            var options = new WsClientOptions { EndPoint = silent.EndPoint, ConnectTimeout = 100 };
            ExpectFailure(Connect("ws://silent", options), WsErrorKind.TimedOut);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void ClosedWhileConnecting()
        {
            using var silent = new SilentEndPoint();
            ClientHost client = Connect("ws://silent", new WsClientOptions { EndPoint = silent.EndPoint });
            Loop.Do(() => client.Client.Close(4000, "never mind"));
            ExpectFailure(client, WsErrorKind.Cancelled);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void EveryAttemptToReconnectTimesOut()
        {
            using var silent = new SilentEndPoint();
            var options = new WsClientOptions { EndPoint = silent.EndPoint, ConnectTimeout = 50, ReconnectDelay = 1, MaxReconnects = 2 };
            ClientHost client = Connect("ws://silent", options);
            client.Events.Expect("again:1006::1", "again:1006::2");
            ExpectFailure(client, WsErrorKind.TimedOut);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void ClosedWhileConnectingAgain()
        {
            using var silent = new SilentEndPoint();
            var options = new WsClientOptions { EndPoint = silent.EndPoint, ConnectTimeout = 50, ReconnectDelay = 1 };
            ClientHost client = Connect("ws://silent", options);
            client.Events.Expect("again:1006::1");
            Loop.Do(() => client.Client.Close());
            client.Events.ExpectLater(EventLog.Closed(WsCloseCode.Abnormal));
            Assert.AreEqual(WsErrorKind.Cancelled, Loop.Do(() => client.Client.Error.Kind));
        }

        [TestMethod]
        public void ClosedWhileShakingHands()
        {
            using var server = new RawServer(null);
            ClientHost client = Connect(server.Url);
            server.AwaitRequest();
            Loop.Do(() => client.Client.Close());
            ExpectFailure(client, WsErrorKind.Cancelled);
        }

        [TestMethod]
        public void TheHandshakeTimesOut()
        {
            using var server = new RawServer(null);
            ExpectFailure(Connect(server.Url, new WsClientOptions { HandshakeTimeout = 100 }), WsErrorKind.TimedOut);
        }

        [TestMethod]
        public void TheServerHangsUp()
        {
            using var server = new RawServer(string.Empty);
            ExpectFailure(Connect(server.Url), WsErrorKind.ConnectionLost);
        }

        [TestMethod]
        [DataRow("220 mail.example.com ESMTP\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
        public void TheAnswerIsNoHandshake(string answer)
        {
            using var server = new RawServer(answer);
            ExpectFailure(Connect(server.Url), WsErrorKind.InvalidHandshake);
        }

        [TestMethod]
        public void TheServerIsOverloaded()
        {
            using var server = new RawServer("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\r\nlater");
            ExpectFailure(Connect(server.Url), WsErrorKind.Refused, 503);
        }

        /// <summary>An address that leaves a client without an answer, as Linux does while a listener's backlog is full.</summary>
        private sealed class SilentEndPoint : IDisposable
        {
            private readonly Socket _listener = SocketPair.Listen(0);
            private readonly Socket _first = SocketPair.CreateSocket();

            public SilentEndPoint()
            {
                _first.Connect(EndPoint);
            }

            public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint;

            public void Dispose()
            {
                _first.Dispose();
                _listener.Dispose();
            }
        }
    }
}
