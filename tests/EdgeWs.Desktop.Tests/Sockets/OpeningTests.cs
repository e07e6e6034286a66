using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Our client and our server over TCP: the opening handshake, accepted and refused.</summary>
    [TestClass]
    public class OpeningTests : LoopTest
    {
        [TestMethod]
        public void TheFirstSubprotocolOfTheServerThatIsOfferedIsChosen()
        {
            ServerHost server = StartServer(new WsServerOptions { Protocols = ["v3", "v2", "v1"] });
            ClientHost client = Open(server, new WsClientOptions { Protocols = ["v1", "v2"] });
            Assert.AreEqual("v2", Loop.Do(() => client.Client.Protocol));
            Assert.AreEqual("v2", Loop.Do(() => server.Channel.Protocol));

            ClientHost other = Open(server, new WsClientOptions { Protocols = ["v9"] });
            Assert.AreEqual(string.Empty, Loop.Do(() => other.Client.Protocol));
        }

        [TestMethod]
        public void TheChannelKnowsWhatTheClientAskedFor()
        {
            ServerHost server = StartServer(null, s => s.Handshake += (_, handshake) =>
            {
                Assert.AreEqual("board=7&x", handshake.Query);
                Assert.AreEqual("https://example.com", handshake.Origin);
                handshake.Account = handshake.Headers["x-user"];
            });
            var options = new WsClientOptions { Domain = "device.example.com" };
            options.AddHeader("X-User: Ada");
            options.AddHeader("Origin: https://example.com");
            ClientHost client = Connect(server.Url + "?board=7&x", options);
            client.Events.Expect("open");
            server.Events.Expect("open");

            Loop.Do(() =>
            {
                WsServerChannel channel = server.Channel;
                Assert.AreEqual(ServerHost.Path, channel.Path);
                Assert.AreEqual("board=7&x", channel.Query);
                Assert.AreEqual("Ada", channel.Headers["X-User"]);
                Assert.AreEqual("device.example.com", channel.Headers["Host"]);
                Assert.AreEqual("Ada", channel.Eos.Account);
                Assert.AreEqual(IPAddress.Loopback, channel.Eos.RemoteEndPoint.Address);
                Assert.IsFalse(channel.Eos.IsSecure);
            });
        }

        [TestMethod]
        public void EndPointAndPathOfTheOptionsReplaceThoseOfTheUrl()
        {
            ServerHost server = StartServer();
            var options = new WsClientOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, server.Port), Path = ServerHost.Path };
            ClientHost client = Connect("ws://no-such-host.invalid/elsewhere", options);
            client.Events.Expect("open");
            server.Events.Expect("open");
            Assert.AreEqual("no-such-host.invalid", Loop.Do(() => server.Channel.Headers["Host"]));
        }

        [TestMethod]
        public void ANameIsResolved()
        {
            ServerHost server = StartServer();
            ClientHost client = Connect("ws://localhost:" + server.Port + ServerHost.Path);
            client.Events.Expect("open");
        }

        [TestMethod]
        public void IPv6()
        {
            if (!Socket.OSSupportsIPv6)
            {
                Assert.Inconclusive("This machine has no IPv6.");
            }

            WsServer server = Loop.Do(() =>
            {
                WsServer created = WsServer.Create(
                    "/", new IPEndPoint(IPAddress.IPv6Loopback, 0), new WsServerOptions { Scheduler = Loop.Scheduler });
                Assert.IsTrue(created.Start());
                return created;
            });
            ClientHost client = Connect("ws://[::1]:" + Loop.Do(() => server.Port));
            client.Events.Expect("open");
            Loop.Do(server.Stop);
            client.Events.Expect(EventLog.Closed(1001));
        }

        [TestMethod]
        public void CreateAsyncTellsTheSuccess()
        {
            ServerHost server = StartServer();
            var log = new EventLog();
            Loop.Do(() => WsClient.CreateAsync(server.Url, new WsClientOptions { Scheduler = Loop.Scheduler })
                .Then(c =>
                {
                    log.Add("then");
                    c.Close(4000);
                })
                .Catch(e => log.Add("catch")));
            log.Expect("then");
            server.Events.Expect("open", EventLog.Closed(4000));
            Loop.Until(() => Loop.Scheduler.Count == 1, "the end of the client");
            Assert.IsEmpty(log.TakeRest());
        }

        [TestMethod]
        public void CreateAsyncTellsTheFailure()
        {
            ServerHost server = StartServer();
            var log = new EventLog();
            Loop.Do(() => WsClient.CreateAsync(server.Url + "/wrong", new WsClientOptions { Scheduler = Loop.Scheduler })
                .Then(c => log.Add("then"))
                .Catch(e => log.Add("catch:" + e.Kind + ":" + e.Status)));
            log.Expect("catch:Refused:404");
            Assert.IsEmpty(log.TakeRest());
        }

        [TestMethod]
        public void AWrongPathIsRefused()
        {
            ServerHost server = StartServer();
            ExpectFailure(Connect(server.Url + "/wrong"), WsErrorKind.Refused, 404);
        }

        [TestMethod]
        [DataRow(401)]
        [DataRow(403)]
        [DataRow(302)]
        public void TheHookMayRefuse(int status)
        {
            ServerHost server = StartServer(null, s => s.Handshake += (_, handshake) => handshake.Refuse(status));
            ExpectFailure(Connect(server.Url), WsErrorKind.Refused, status);
            Assert.IsEmpty(server.Events.TakeRest());
        }

        [TestMethod]
        public void AHookThatThrowsRefuses()
        {
            ServerHost server = StartServer(null, s => s.Handshake += (_, handshake) => throw new AssertFailedException("on purpose"));
            ExpectFailure(Connect(server.Url), WsErrorKind.Refused, 500);
            Assert.IsTrue(Loop.Errors.TryDequeue(out _));
        }

        [TestMethod]
        public void AFullServerRefusesUntilAChannelIsFree()
        {
            ServerHost server = StartServer(new WsServerOptions { MaxChannels = 1 });
            ClientHost first = Open(server);
            ExpectFailure(Connect(server.Url), WsErrorKind.Refused, 503);

            Loop.Do(() => first.Client.Close());
            server.Events.Expect(EventLog.Closed(1000));
            Open(server);
        }

        [TestMethod]
        [DataRow("GET", "", 426)]
        [DataRow("POST", "", 405)]
        [DataRow("GET", "/elsewhere", 404)]
        public async Task OrdinaryRequestsAreAnswered(string method, string path, int status)
        {
            ServerHost server = StartServer();
            using var http = new HttpClient { Timeout = Patience.Limit };
            using var request = new HttpRequestMessage(new HttpMethod(method), server.HttpUrl + path);
            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.AreEqual(status, (int)response.StatusCode);
            if (status == 426)
            {
                Assert.Contains("13", response.Headers.GetValues("Sec-WebSocket-Version"));
            }
        }

        [TestMethod]
        public async Task ARequestBeyondTheLimitIsAnswered431()
        {
            ServerHost server = StartServer();
            using var http = new HttpClient { Timeout = Patience.Limit };
            using var request = new HttpRequestMessage(HttpMethod.Get, server.HttpUrl);
            for (int i = 0; i < 40; i++)
            {
                request.Headers.Add("X-Padding-" + i, new string('x', 200));
            }

            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.AreEqual(431, (int)response.StatusCode);
        }

        [TestMethod]
        public void WhatIsNoHttpIsAnswered400AndEnds()
        {
            ServerHost server = StartServer();
            using RawClient peer = RawClient.Connect(server.Port);
            peer.Send("hello\r\n\r\n");
            StringAssert.StartsWith(peer.ReadTextUntilOver(), "HTTP/1.1 400 ");
        }

        [TestMethod]
        public void AClientThatSaysNothingIsAnswered408AndEnds()
        {
            ServerHost server = StartServer(new WsServerOptions { HandshakeTimeout = 50 });
            using RawClient peer = RawClient.Connect(server.Port);
            StringAssert.StartsWith(peer.ReadTextUntilOver(), "HTTP/1.1 408 ");
        }
    }
}
