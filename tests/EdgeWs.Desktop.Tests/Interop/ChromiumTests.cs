using System.Collections.Concurrent;
using EdgeWs.Desktop.Tests.Peers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>A page in a real browser.</summary>
    [TestClass]
    public class ChromiumTests
    {
        [TestMethod]
        public void Page()
        {
            Peer chromium = Peer.FindChromium();
            using var server = new EchoServer();
            var origins = new ConcurrentBag<string>();
            server.Handshake += handshake => origins.Add(handshake.Origin);

            using var page = new PeerSession(chromium, "chromium_client.js", server.Url);
            string origin = page.ReadValue("page");
            page.ExpectAll([.. PeerRun.BrowserClient, .. PeerRun.BrowserEndings]);
            server.Journal.AssertIs(PeerRun.SeenOfBrowserClient(Exchange.ServerReason), page.Transcript);
            server.AssertNoErrors();
            CollectionAssert.AreEqual(new[] { origin, origin, origin }, origins.ToArray());
        }
    }
}
