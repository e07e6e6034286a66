using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What a client asks for, byte by byte, and what it refuses to ask for.</summary>
    [TestClass]
    public class ClientRequestTests
    {
        [TestMethod]
        public void TheRequestOfAPlainUrl()
        {
            string request = Request("ws://server.example.com/chat", new WsClientOptions());
            int key = request.IndexOf("Sec-WebSocket-Key: ") + 19;

            Assert.AreEqual(
                "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ",
                request.Substring(0, key));
            Assert.IsTrue(ServerHandshake.IsValidKey(request.Substring(key, 24)));
            Assert.AreEqual("\r\n\r\n", request.Substring(key + 24));
        }

        [TestMethod]
        public void EveryClientHasAnotherKey()
        {
            string one = Request("ws://h/", new WsClientOptions());
            string other = Request("ws://h/", new WsClientOptions());

            Assert.AreEqual(one.Length, other.Length);
            Assert.AreNotEqual(one, other);
        }

        [TestMethod]
        public void HostAndPathComeFromTheUrl()
        {
            Asks("ws://h", "GET / HTTP/1.1\r\nHost: h\r\n");
            Asks("ws://h:80/", "GET / HTTP/1.1\r\nHost: h\r\n");
            Asks("ws://h:8000/a/b?x=1&y=/?", "GET /a/b?x=1&y=/? HTTP/1.1\r\nHost: h:8000\r\n");
            Asks("ws://h?q", "GET /?q HTTP/1.1\r\nHost: h\r\n");
            Asks("ws://192.168.7.32:443/", "GET / HTTP/1.1\r\nHost: 192.168.7.32:443\r\n");
            Asks("ws://[fe80::1]:81/", "GET / HTTP/1.1\r\nHost: [fe80::1]:81\r\n");
        }

        [TestMethod]
        public void DomainAndPathComeFromTheOptions()
        {
            WsClientOptions options = new WsClientOptions { Domain = "edge.example:1234", Path = "/other" };
            Assert.StartsWith("GET /other HTTP/1.1\r\nHost: edge.example:1234\r\n", Request("ws://h:8000/a?b", options));

            options.Domain = null;
            options.Path = null;
            Assert.StartsWith("GET /a?b HTTP/1.1\r\nHost: h:8000\r\n", Request("ws://h:8000/a?b", options));
        }

        [TestMethod]
        public void ProtocolsAndHeadersFollowTheKey()
        {
            WsClientOptions options = new WsClientOptions { Protocols = new string[] { "chat.v2", "chat" } };
            options.AddHeader("Authorization: Bearer abc=");
            options.AddHeader("X-Empty:");
            string request = Request("ws://h/", options);

            Assert.EndsWith("=\r\nSec-WebSocket-Protocol: chat.v2, chat\r\nAuthorization: Bearer abc=\r\nX-Empty:\r\n\r\n", request);

            options.Protocols = null;
            Assert.EndsWith("=\r\nAuthorization: Bearer abc=\r\nX-Empty:\r\n\r\n", Request("ws://h/", options));
        }

        [TestMethod]
        public void NothingCanBeSmuggledIntoTheRequest()
        {
            WsClientOptions options = new WsClientOptions();
            string[] fields = { string.Empty, "x", ": x", "A: b\r\nC: d", "A: b\n", "A: b\r", "A b: c", "A : c", " A: b", "A: \u0001", "\u00E9: x", "host: x", "Upgrade: x", "Connection: x", "Content-Length: 1", "Transfer-Encoding: x", "Sec-WebSocket-Key: x" };
            foreach (string field in fields)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => options.AddHeader(field));
            }

            Assert.ThrowsException(typeof(ArgumentNullException), () => options.AddHeader(null));

            string[] domains = { "h\r\nX: y", "h\n", "h\r", string.Empty, "no host", "u@h", "h/x", "h/", "h?", "h:0" };
            foreach (string domain in domains)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => options.Domain = domain);
            }

            string[] paths = { string.Empty, "chat", "/a b", "/a HTTP/1.1\r\nX: y", "/a#b", "/\u00E9", "/\u007F" };
            foreach (string path in paths)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => options.Path = path);
            }

            string[] names = { string.Empty, "a b", "a,b", "a\r\nX: y", "a;", null };
            foreach (string name in names)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => options.Protocols = new string[] { "ok", name });
            }

            Assert.ThrowsException(typeof(ArgumentException), () => options.Protocols = new string[] { "a", "a" });
            options.Path = "/a?b=/c";
            Assert.StartsWith("GET /a?b=/c HTTP/1.1\r\n", Request("ws://h/", options));
            options.Path = null;
            Assert.EndsWith("=\r\n\r\n", Request("ws://h/", options));
            Assert.StartsWith("GET / HTTP/1.1\r\nHost: h\r\n", Request("ws://h/", options));
        }

        [TestMethod]
        public void BadUrlsThrow()
        {
            string[] urls = { string.Empty, "h", "http://h/", "ws:/h", "ws://", "ws:///x", "ws://h:0/", "ws://h:65536/", "ws://a@h/", "ws://h/#x", "ws://h/ " };
            foreach (string url in urls)
            {
                Assert.ThrowsException(typeof(ArgumentException), () => WsClient.Create(url));
                Assert.ThrowsException(typeof(ArgumentException), () => WsClient.CreateAsync(url));
            }

            Assert.ThrowsException(typeof(ArgumentNullException), () => WsClient.Create(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => WsClient.CreateAsync(null));
        }

        [TestMethod]
        public void TheRequestLeavesInPiecesOfAnySize()
        {
            TestClient test = new TestClient();
            MemoryTransport transport = MemoryTransport.CreatePair();
            transport.Peer.Incoming.Capacity = 1;
            test.Connector.Connect(transport);
            RawPeer peer = new RawPeer(transport.Peer);
            string request = string.Empty;
            for (int i = 0; i < 300; i++)
            {
                test.Loop.Run();
                request += peer.ReadText();
            }

            Assert.StartsWith("GET /chat HTTP/1.1\r\n", request);
            Assert.EndsWith("\r\n\r\n", request);

            peer.SendText(TestClient.CreateAnswer(request));
            Assert.AreEqual("open;", test.Run());
        }

        private static void Asks(string url, string start) =>
            Assert.StartsWith(start + "Upgrade: websocket\r\n", Request(url, new WsClientOptions()));

        private static string Request(string url, WsClientOptions options)
        {
            TestLoop loop = new TestLoop();
            options.Scheduler = loop.Scheduler;
            MemoryConnector connector = new MemoryConnector();
            MemoryTransport transport = MemoryTransport.CreatePair();
            WsClient.Create(WsUrl.Parse(url), options, connector);
            connector.Connect(transport);
            loop.Run();
            return new RawPeer(transport.Peer).ReadText();
        }
    }
}
