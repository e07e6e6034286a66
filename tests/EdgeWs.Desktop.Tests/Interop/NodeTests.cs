using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>ws and undici, the WebSocket stacks of Node.js.</summary>
    [TestClass]
    public class NodeTests
    {
        [TestMethod]
        public void WsAsClient()
        {
            using var server = new EchoServer();
            PeerRun.AsClient(
                Peer.FindNode(),
                "ws_client.js",
                server,
                server.Url,
                [.. PeerRun.FragmentingClient, "pong from ws", "ping 4", "text 13", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from ws"));
        }

        [TestMethod]
        public void WsAsServer()
        {
            PeerRun.AsServer(Peer.FindNode(), "ws_server.js", "from ws", "pong from ws", Exchange.ClientReason, "ping 4");
        }

        [TestMethod]
        public void UndiciAsClient()
        {
            using var server = new EchoServer();
            PeerRun.AsClient(
                Peer.FindUndici(),
                "undici_client.js",
                server,
                server.Url,
                [.. PeerRun.BrowserClient, "pong from undici", "ping 4", .. PeerRun.BrowserEndings],
                PeerRun.SeenOfBrowserClient(string.Empty, "ping from undici"));
        }
    }
}
