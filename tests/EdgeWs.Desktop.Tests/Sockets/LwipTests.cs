extern alias Device;

using System.Net.Sockets;
using EdgeWs.Desktop.Tests.Http;
using EdgeWs.Nano.Http;
using Lwip = Device::nanoFramework.Lwip;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>The library over sockets that have the habits of lwIP.</summary>
    [TestClass]
    [OSCondition(OperatingSystems.Linux)]
    public class LwipTests : HttpTest
    {
        private const int SmallBuffer = 2048;

        private static readonly byte[] s_large = Content.Bytes(16000);

        private readonly Lwip _lwip = new Lwip();

        /// <summary>What the platform holds. Asked on the loop: a connection is told to be over before its socket is closed.</summary>
        private int Held => Loop.Do(() => _lwip.Held);

        private int Sockets => Loop.Do(() => _lwip.Count);

        [TestInitialize]
        public void UseLwip()
        {
            Loop.Do(() => Lwip.Current = _lwip);
        }

        [TestMethod]
        public void WithAllSocketsTakenTheNextIsResetAndAFreeOneIsUsedAgain()
        {
            ServerHost server = StartServer(new WsServerOptions { MaxChannels = Lwip.MaxSockets }, Echo);
            RawClient[] clients = [.. Enumerable.Range(1, Lwip.MaxSockets - 1).Select(_ => RawClient.Open(server.Port))];
            Assert.AreEqual(Lwip.MaxSockets, Sockets);
            using RawClient oneTooMany = RawClient.Connect(server.Port);
            Assert.ThrowsExactly<IOException>(() => oneTooMany.ReadToEnd());
            ClientHost client = Connect(server.Url);
            client.ExpectFailure(WsErrorKind.NotConnected);
            clients[0].Vanish(false);
            server.Events.ExpectLater(EventLog.Closed(1006));
            clients[0] = RawClient.Open(server.Port);
            clients[0].SendFrame(0x81, "hello"u8);
            clients[0].ExpectFrame(0x81, "hello"u8);
            Array.ForEach(clients, one => one.Dispose());
        }

        [TestMethod]
        public void ARefusedConnectIsReportedWhateverItsCode()
        {
            ClientHost client = Connect("ws://127.0.0.1:" + FreePort.Find(), new WsClientOptions { ReconnectDelay = 1, MaxReconnects = 1 });
            client.Expect("again:1006::1");
            client.ExpectFailure(WsErrorKind.NotConnected);
            Assert.AreEqual(10035, Loop.Do(() => ((SocketException)client.Client.Error.Exception).ErrorCode));
            Assert.AreEqual(0, Sockets);
        }

        [TestMethod]
        [DataRow(503, "13")]
        [DataRow(426, "12")]
        [DataRow(431, "13\r\nX: a\r\nX: b")]
        public void TheAnswerOfARefusalArrivesBehindBytesThatNobodyReads(int status, string version)
        {
            ServerHost server = StartServer(new WsServerOptions { MaxChannels = 1, MaxHandshakeSize = 160 });
            using RawClient first = RawClient.Open(server.Port);
            using RawClient refused = RawClient.Connect(server.Port);
            refused.Send(RawClient.Request.Replace("Version: 13", "Version: " + version, StringComparison.Ordinal));
            refused.Send(s_large);
            refused.EndSending();
            Assert.StartsWith("HTTP/1.1 " + status, refused.ReadTextToEnd());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void NothingIsHeldForClientsThatTakeNothing(bool endsSending)
        {
            ServerHost server = StartServer(new WsServerOptions { SendTimeout = endsSending ? Patience.Milliseconds : 100 });
            for (int i = 0; i < 3; i++)
            {
                using RawClient client = RawClient.Open(server.Port, null, SmallBuffer);
                server.Expect("open");
                Loop.Until(() => !server.Channel.Send(s_large), "a refusal");
                if (endsSending)
                {
                    client.EndSending();
                }

                server.Expect(EventLog.Closed(1006));
                Assert.AreEqual(0, Held);
                Assert.AreEqual(1, Sockets);
            }
        }

        [TestMethod]
        public void NothingIsHeldForAnAnswerThatNobodyReads()
        {
            using var asked = new ManualResetEvent(false);
            int port = PortOf(StartHost(
                new HttpHostOptions { KeepAliveTimeout = 100 },
                (_, exchange) =>
                {
                    exchange.Respond(200, "application/octet-stream", s_large[..5000]);
                    asked.Set();
                }));
            using RawClient client = RawClient.Connect(port, SmallBuffer);
            client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            client.EndSending();
            Patience.Await(asked, "the request");
            Loop.UntilLeft(1);
            Assert.AreEqual(0, Held);
        }

        [TestMethod]
        public void NobodyReceivesAfterAReset()
        {
            ServerHost server = StartServer();
            using RawClient client = RawClient.Open(server.Port);
            server.Expect("open");
            client.Vanish(true);
            server.Expect(EventLog.Closed(1006));
            Assert.IsFalse(_lwip.IsStuck);
        }

        [TestMethod]
        public void ACleanCloseIsHeldUntilItIsAcknowledged()
        {
            ServerHost server = StartServer(null, Echo);
            ClientHost client = Open(server);
            client.Echo("hello");
            client.Close();
            client.Expect(EventLog.Closed(1000));
            server.Expect("text:hello", EventLog.Closed(1000));
            Patience.Until(() => _lwip.Held == 0 && _lwip.Count == 1, "the acknowledgement");
        }
    }
}
