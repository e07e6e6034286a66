using System.Collections.Concurrent;
using EdgeWs.Desktop.Tests.Interop;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Other people's clients, whose requests to upgrade go to a host.</summary>
    [TestClass]
    public class HttpPeerTests
    {
        [TestMethod]
        public void Python()
        {
            using var server = new EchoServer();
            PeerRun.AsClient(
                Peer.FindPython(),
                "websockets_client.py",
                server,
                server.StartHost(),
                [.. PeerRun.FragmentingClient, "pong", "ponged", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from websockets"));
        }

        [TestMethod]
        public void Node()
        {
            using var server = new EchoServer();
            PeerRun.AsClient(
                Peer.FindNode(),
                "ws_client.js",
                server,
                server.StartHost(),
                [.. PeerRun.FragmentingClient, "pong from ws", "ping 4", "text 13", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from ws"));
        }

        [TestMethod]
        public void Chromium()
        {
            Peer chromium = Peer.FindChromium();
            using var server = new EchoServer();
            var origins = new ConcurrentBag<string>();
            server.Handshake += handshake => origins.Add(handshake.Origin);

            using var page = new PeerSession(chromium, "chromium_client.js", server.StartHost());
            string origin = page.ReadValue("page");
            page.ExpectAll([.. PeerRun.BrowserClient, .. PeerRun.BrowserEndings]);
            server.Journal.AssertIs(PeerRun.SeenOfBrowserClient(Exchange.ServerReason), page.Transcript);
            server.AssertNoErrors();
            CollectionAssert.AreEqual(new[] { origin, origin, origin }, origins.ToArray());
        }
    }
}
