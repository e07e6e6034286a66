using System.Net;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Which addresses of a name our client tries, and in which order.</summary>
    [TestClass]
    [OSCondition(OperatingSystems.Linux)]
    public class AddressTests : LoopTest
    {
        private readonly int _port = FreePort.Find();

        private IPEndPoint Old => new IPEndPoint(IPAddress.Parse("127.0.0.2"), _port);

        private IPEndPoint New => new IPEndPoint(IPAddress.Parse("127.0.0.3"), _port);

        [TestMethod]
        [DataRow("HTTP/1.1 503 X\r\n\r\n")]
        [DataRow("")]
        [DataRow(null)]
        public void AHubThatMovedIsFound(string answer)
        {
            bool hasOpened = false;
            using var old = new RawServer(
                async (client, request) =>
                {
                    if (!hasOpened)
                    {
                        hasOpened = true;
                        await RawServer.AcceptAsync(client, request, 0x88, 2, 3, 0xE9);
                    }
                    else if (answer != null)
                    {
                        await client.SendAsync(answer);
                    }
                    else
                    {
                        await client.Over;
                    }
                },
                Old);
            using var hub = new RawServer((client, request) => Serve(client, request), New);
            bool hasMoved = false;
            var options = new WsClientOptions { ReconnectDelay = 20 };
            ClientHost client = Connect(options, host =>
            {
                bool first = !hasMoved;
                hasMoved = true;
                return [(first ? Old : New).Address];
            });
            Loop.Do(() => client.Client.Reconnecting += (c, code, reason, attempt, delayMs) =>
                options.HandshakeTimeout = answer == null && attempt == 1 ? 500 : Patience.Milliseconds);

            // Only where the name led before refuses.
            client.Expect("open", "again:1001::1", "again:1006::2", "open");
            Assert.AreEqual(New, Loop.Do(() => client.Client.Transport.RemoteEndPoint));
        }

        [TestMethod]
        public void AnAddressThatSwallowsCostsItsShare()
        {
            using var silent = new SilentEndPoint(Old);
            using var good = new RawServer((client, request) => Serve(client, request), New);
            ClientHost client = Connect(new WsClientOptions { ConnectTimeout = 12000 }, host => [Old.Address, New.Address]);
            client.Expect("open");
            Assert.AreEqual(New, Loop.Do(() => client.Client.Transport.RemoteEndPoint));
        }

        [TestMethod]
        public void TheNextAttemptBeginsWithTheNextAddress()
        {
            using var bad = new RawServer((client, request) => client.SendAsync("HTTP/1.1 503 X\r\n\r\n"), Old);
            using var good = new RawServer((client, request) => Serve(client, request), New);
            ClientHost client = Connect(new WsClientOptions { ReconnectDelay = 20 }, host => [Old.Address, New.Address]);
            client.Expect("again:1006::1", "open");
            Assert.AreEqual(New, Loop.Do(() => client.Client.Transport.RemoteEndPoint));
        }

        [TestMethod]
        public void NameServersThatTurnTheOrderHideNoAddress()
        {
            using var bad = new RawServer((client, request) => client.SendAsync("HTTP/1.1 503 X\r\n\r\n"), Old);
            using var good = new RawServer((client, request) => Serve(client, request), New);
            bool isTurned = true;
            ClientHost client = Connect(
                new WsClientOptions { ReconnectDelay = 20 },
                host => (isTurned = !isTurned) ? [New.Address, Old.Address] : [Old.Address, New.Address]);
            client.Expect("again:1006::1", "open");
        }

        [TestMethod]
        public void ANameWithoutAddressesIsNotResolved()
        {
            Connect(new WsClientOptions(), host => []).ExpectFailure(WsErrorKind.NotResolved);
        }

        private static async Task Serve(RawConnection client, string request)
        {
            await RawServer.AcceptAsync(client, request);
            await client.Over;
        }

        private ClientHost Connect(WsClientOptions options, HostResolver resolver)
        {
            options = Patience.Prolong(options, null);
            options.Scheduler = Loop.Scheduler;
            ClientHost host = ClientHost.Watch(
                Loop, () => WsClient.Create(WsUrl.Parse("ws://hub.example:" + _port), options, new SocketConnector(null, resolver)));
            EndWith(() => host.Client.Close());
            return host;
        }
    }
}
