using System.Collections.Concurrent;
using System.Linq;
using EdgeWs.Desktop.Tests.Peers;
using EdgeWs.DeviceGuards.Documents;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>nginx as a reverse proxy in front of our server, with the configurations of docs/interoperability.md and docs/scaling-out.md.</summary>
    [TestClass]
    public class NginxTests
    {
        /// <summary>Of the board in the documents, in whose place our server is.</summary>
        private const string Address = "192.168.1.20:8000";

        /// <summary>The documented configuration but for its first line, which <see cref="StartProxy"/> has for each test.</summary>
        private static readonly string s_upgrade = Documented("docs/interoperability.md").Replace("proxy_pass http://" + Address + ";\n", string.Empty);

        [TestMethod]
        public void OurClientThroughProxy()
        {
            using var server = new EchoServer();
            using NginxProxy proxy = StartProxy(server, s_upgrade);
            Exchange.RunClient(proxy.Url, "\0\0\0\u0001", string.Empty);
            Exchange.RunRefusals(proxy.Url);
            server.AssertNoErrors();
        }

        [TestMethod]
        public void WsThroughProxy()
        {
            Peer node = Peer.FindNode();
            using var server = new EchoServer();
            using NginxProxy proxy = StartProxy(server, s_upgrade);
            PeerRun.AsClient(
                node,
                "ws_client.js",
                server,
                proxy.Url,
                [.. PeerRun.FragmentingClient, "pong from ws", "ping 4", "text 13", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from ws"));
        }

        [TestMethod]
        [DataRow("upgrade")]
        [DataRow("Upgrade")]
        [DataRow("\"keep-alive, Upgrade\"")]
        [DataRow("$http_connection")]
        public void ConnectionHeader(string value)
        {
            using var server = new EchoServer();
            var values = new ConcurrentQueue<string>();
            server.Handshake += handshake => values.Enqueue(handshake.Headers["Connection"]);
            using NginxProxy proxy = StartProxy(server, s_upgrade.Replace("Connection upgrade", "Connection " + value));
            using var client = new EchoClient(proxy.Url + Exchange.Path);
            client.ExpectEvent("open " + Exchange.Protocol);
            client.Echo(Exchange.TextBytes, WsMessageType.Text);
            Assert.AreEqual(value == "$http_connection" ? "Upgrade" : value.Trim('"'), values.Single());
        }

        [TestMethod]
        public void Location()
        {
            using var server = new EchoServer();
            using NginxProxy proxy = NginxProxy.Start(Documented("docs/scaling-out.md").Replace(Address, "127.0.0.1:" + server.Port));
            using var client = new EchoClient(proxy.Url + "/kitchen" + Exchange.Path);
            client.ExpectEvent("open " + Exchange.Protocol);
            client.Echo(Exchange.TextBytes, WsMessageType.Text);
        }

        /// <summary>Out of the box nginx asks with HTTP/1.0, and leaves the header fields out that would switch protocols.</summary>
        [TestMethod]
        [DataRow("", 400)]
        [DataRow("proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;", 400)]
        [DataRow("proxy_http_version 1.1;", 426)]
        public void IncompleteConfiguration(string settings, int status)
        {
            using var server = new EchoServer();
            using NginxProxy proxy = StartProxy(server, settings);
            Exchange.AssertRefused(proxy.Url + Exchange.Path, status);
        }

        [TestMethod]
        public void ClientAddress()
        {
            using var server = new EchoServer();
            var addresses = new ConcurrentQueue<string>();
            server.Handshake += handshake => addresses.Enqueue(handshake.Headers["X-Forwarded-For"]);
            using NginxProxy proxy = StartProxy(server, s_upgrade + "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
            using var client = new EchoClient(proxy.Url + Exchange.Path);
            client.ExpectEvent("open " + Exchange.Protocol);
            Assert.AreEqual("127.0.0.1", addresses.Single());
        }

        [TestMethod]
        public void ProxyEndsSilentConnection()
        {
            using var server = new EchoServer(options => options.HeartbeatInterval = 0);
            using NginxProxy proxy = StartProxy(server, s_upgrade + "proxy_read_timeout 1s;");
            using var client = new EchoClient(proxy.Url + Exchange.Path, options => options.HeartbeatInterval = 0);
            client.ExpectEvent("open " + Exchange.Protocol);
            client.ExpectEvent("close " + WsCloseCode.Abnormal + " ");
        }

        [TestMethod]
        public void HeartbeatKeepsConnection()
        {
            using var server = new EchoServer(options => options.HeartbeatInterval = 500);
            using NginxProxy proxy = StartProxy(server, s_upgrade + "proxy_read_timeout 2s;");
            using var client = new EchoClient(proxy.Url + Exchange.Path, options => options.HeartbeatInterval = 0);
            client.ExpectEvent("open " + Exchange.Protocol);

            // For longer than nginx waits.
            for (int i = 0; i < 5; i++)
            {
                StringAssert.StartsWith(client.TakeEvent(), "ping ");
            }

            client.Echo(Exchange.TextBytes, WsMessageType.Text);
        }

        /// <summary>The configuration that a document shows.</summary>
        private static string Documented(string document)
        {
            return Document.Find(Repository.Root, document).Blocks.Single(block => block.Language == "nginx").Content;
        }

        private static NginxProxy StartProxy(EchoServer server, string settings)
        {
            return NginxProxy.Start("location / { proxy_pass http://127.0.0.1:" + server.Port + "; " + settings + " }");
        }
    }
}
