using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>websockets and wsproto, two WebSocket stacks of Python that share no code.</summary>
    [TestClass]
    public class PythonTests
    {
        [TestMethod]
        public void WebsocketsAsClient()
        {
            using var server = new EchoServer();
            PeerRun.AsClient(
                Peer.FindPython(),
                "websockets_client.py",
                server,
                server.Url,
                [.. PeerRun.FragmentingClient, "pong", "ponged", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from websockets"));
        }

        [TestMethod]
        public void WebsocketsAsServer()
        {
            PeerRun.AsServer(Peer.FindPython(), "websockets_server.py", "from websockets", "pong", Exchange.ClientReason);
        }

        [TestMethod]
        public void WsprotoAsClient()
        {
            using var server = new EchoServer();
            PeerRun.AsClient(
                Peer.FindPythonWsproto(),
                "wsproto_client.py",
                server,
                server.Url,
                [.. PeerRun.FragmentingClient, "pong from wsproto", "ping 4", "text 13", .. PeerRun.Endings],
                PeerRun.SeenOfFragmentingClient("from wsproto"));
        }

        [TestMethod]
        public void WsprotoAsServer()
        {
            PeerRun.AsServer(Peer.FindPythonWsproto(), "wsproto_server.py", "from wsproto", "pong from wsproto", Exchange.ClientReason, "ping 4");
        }
    }
}
