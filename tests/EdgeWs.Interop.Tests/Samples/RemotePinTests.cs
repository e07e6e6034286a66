using System.Net;
using System.Net.WebSockets;
using EdgeWs.Interop.Tests.Exchanges;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The remote pin as a process, with a simulated pin.</summary>
    [TestClass]
    public class RemotePinTests
    {
        private ChildProcess _device;
        private Uri _url;

        [TestInitialize]
        public void StartDevice()
        {
            _device = ChildProcess.StartProgram("desktop/RemotePin", "0", "secret");
            _device.Expect("pin 2 low");
            _url = new Uri("ws://127.0.0.1:" + _device.ExpectLine(@"^listening on ws://.+:(\d+)/pin$").Groups[1].Value + "/pin");
        }

        [TestCleanup]
        public void EndDevice()
        {
            _device.Dispose();
        }

        [TestMethod]
        public async Task CommandsReachThePinAndAllClientsAndOthersEndTheConnection()
        {
            using ClientWebSocket program = await ConnectAsync("Bearer secret");
            using ClientWebSocket page = await ConnectAsync(null, "pin", "token.secret");
            Assert.AreEqual("pin", page.SubProtocol);
            foreach ((string command, string level) in new[] { ("high", "high"), ("toggle", "low"), ("toggle", "high"), ("low", "low") })
            {
                await program.SendTextAsync(command);
                _device.Expect("pin 2 " + level);
                await program.ExpectAsync("text:" + level);
                await page.ExpectAsync("text:" + level);
            }

            await program.SendTextAsync("explode");
            await program.ExpectAsync(EventLog.Closed(1008, "high, low or toggle"));
            await page.SendTextAsync("much longer than any command");
            await page.ExpectAsync(EventLog.Closed(1009));
        }

        [TestMethod]
        public async Task OthersAreRefused()
        {
            foreach (string authorization in new[] { null, "Bearer guess", "Bearer ", "secret" })
            {
                using var client = new ClientWebSocket();
                client.Options.CollectHttpResponseDetails = true;
                client.Options.SetRequestHeader("Authorization", authorization);
                await Assert.ThrowsExactlyAsync<WebSocketException>(() => client.ConnectAsync(_url, Patience.Token));
                Assert.AreEqual(HttpStatusCode.Unauthorized, client.HttpStatusCode);
                _device.Expect("refused");
            }
        }

        [TestMethod]
        public void VisitorOfThePageSwitchesThePin()
        {
            using var visit = new PeerSession("page_pin.js", $"http://127.0.0.1:{_url.Port}/");
            visit.ExpectAll("refused", "switched", "width 0", "remembered");
            _device.Expect("refused", "pin 2 high");
        }

        /// <summary>Connects and takes the level that the device begins with.</summary>
        private async Task<ClientWebSocket> ConnectAsync(string authorization, params string[] protocols)
        {
            var client = new ClientWebSocket();
            foreach (string protocol in protocols)
            {
                client.Options.AddSubProtocol(protocol);
            }

            client.Options.SetRequestHeader("Authorization", authorization);
            await client.ConnectAsync(_url, Patience.Token);
            await client.ExpectAsync("text:low");
            return client;
        }
    }
}
