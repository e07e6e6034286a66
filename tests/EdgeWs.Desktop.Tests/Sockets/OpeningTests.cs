using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Where servers listen, how clients get there, and what others get who come to a server.</summary>
    [TestClass]
    public class OpeningTests : LoopTest
    {
        [TestMethod]
        public void EndPointAndPathOfTheOptionsReplaceThoseOfTheUrl()
        {
            ServerHost server = StartServer();
            var options = new WsClientOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, server.Port), Path = ServerHost.Path };
            Connect("ws://no-such-host.invalid/elsewhere", options).Expect("open");
            server.Expect("open");
            Assert.AreEqual("no-such-host.invalid", Loop.Do(() => server.Channel.Headers["Host"]));
        }

        [TestMethod]
        public void ANameIsResolved()
        {
            Connect("ws://localhost:" + StartServer().Port + ServerHost.Path).Expect("open");
        }

        [TestMethod]
        public void IPv6()
        {
            if (!Socket.OSSupportsIPv6)
            {
                Assert.Inconclusive("This machine has no IPv6.");
            }

            WsServer server = WsServer.Create("/", new IPEndPoint(IPAddress.IPv6Loopback, 0), new WsServerOptions { Scheduler = Loop.Scheduler });
            EndWith(server.Stop);
            Assert.IsTrue(Loop.Do(server.Start));
            Connect("ws://[::1]:" + Loop.Do(() => server.Port)).Expect("open");
        }

        [TestMethod]
        public void StartSaysWhenThePortIsInUseAndMayComeAgain()
        {
            ServerHost first = StartServer();
            var endPoint = new IPEndPoint(IPAddress.Loopback, first.Port);
            Assert.IsGreaterThan(0, endPoint.Port);
            WsServer second = WsServer.Create("/", endPoint, new WsServerOptions { Scheduler = Loop.Scheduler });
            Loop.Do(() =>
            {
                Assert.IsFalse(second.Start());
                Assert.AreEqual(SocketError.AddressAlreadyInUse, ((SocketException)second.Error).SocketErrorCode);
                Assert.AreEqual(-1, second.Port);
                Assert.IsTrue(first.Server.Start(), "It listens already.");
                first.Server.Stop();
                Assert.AreEqual(-1, first.Server.Port);
                Assert.IsTrue(second.Start());
                Assert.IsNull(second.Error);
                Assert.AreEqual(endPoint.Port, second.Port);
                second.Stop();
            });
        }

        [TestMethod]
        public void StartsAgainOnTheSamePortWhileOldConnectionsClose()
        {
            ServerHost server = StartServer(configure: Echo, port: FreePort.Find());
            string url = server.Url;
            for (int i = 0; i < 20; i++)
            {
                ClientHost client = Connect(url);
                client.Expect("open");
                client.Echo("hello");
                server.Stop();
                client.Expect(EventLog.Closed(1001));
                server.Start();
            }
        }

        [TestMethod]
        [DataRow("GET", "", 426)]
        [DataRow("POST", "", 405)]
        [DataRow("GET", "/elsewhere", 404)]
        [DataRow("GET", "", 431)]
        public async Task OrdinaryRequestsAreAnswered(string method, string path, int status)
        {
            ServerHost server = StartServer();
            using var http = new HttpClient { Timeout = Patience.Limit };
            using var request = new HttpRequestMessage(new HttpMethod(method), server.Url.Replace("ws:", "http:", StringComparison.Ordinal) + path);
            for (int i = 0; status == 431 && i < 40; i++)
            {
                request.Headers.Add("X-Padding-" + i, new string('x', 200));
            }

            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.AreEqual(status, (int)response.StatusCode);
            if (status == 426)
            {
                Assert.Contains("13", response.Headers.GetValues("Sec-WebSocket-Version"));
            }
        }

        [TestMethod]
        [DataRow("hello\r\n\r\n", "HTTP/1.1 400 ")]
        [DataRow("", "HTTP/1.1 408 ")]
        public void WhatIsNoHttpIsAnsweredAndEnds(string request, string answer)
        {
            ServerHost server = StartServer(new WsServerOptions { HandshakeTimeout = request.Length == 0 ? 50 : Patience.Milliseconds });
            using RawClient peer = RawClient.Connect(server.Port);
            peer.Send(request);
            StringAssert.StartsWith(System.Text.Encoding.UTF8.GetString(peer.ReadUntilOver()), answer);
        }
    }
}
