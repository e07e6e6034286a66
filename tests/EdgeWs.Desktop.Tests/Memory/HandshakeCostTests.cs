using EdgeWs.Nano.Tests;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>What the worst requests make a server allocate: a few times their size, whatever is in them.</summary>
    [TestClass]
    [DoNotParallelize]
    public class HandshakeCostTests
    {
        private const int Size = 4096;
        private const int Repeats = 100;

        // The bytes of the head, which grow in steps, and strings of it for a handler; a character has two bytes here.
        private const int MostTimesItsSize = 10;

        private static readonly string s_good = RawPeer.Request[..^2];

        /// <summary>Fields behind a good request, or another path, what to fill the star in them with, and the answer.</summary>
        public static IEnumerable<object[]> Requests =>
        [
            ["Cookie: *", "a", 101],
            ["*", "a:\r\n", 431],
            ["*", "Origin: " + new string('o', 80) + "\r\n", 403],
            ["Origin: *", "o", 403],
            ["Sec-WebSocket-Protocol: a*", ",a", 400],
            ["Sec-WebSocket-Protocol: a*", "," + new string('b', 150), 101],
            ["*", "Sec-WebSocket-Protocol: a,a,a,a,a,a,a,a\r\n", 431],
            ["Upgrade: a*", ",a", 101],
            ["X: a*", "\r\n b", 400],
            ["Sec-WebSocket-Key: *", "a", 400],
            ["Sec-WebSocket-Version: *", "1", 426],
            ["Content-Length: *", "1", 400],
            ["/*", "a", 404],
            ["/chat?*", "a", 101],
        ];

        [TestMethod]
        [DynamicData(nameof(Requests))]
        public void CostAFewTimesTheirSize(string pattern, string filling, int status)
        {
            var loop = new TestLoop();
            var listener = new MemoryListener();
            var options = new WsServerOptions { Scheduler = loop.Scheduler, MaxHandshakeSize = Size, Protocols = ["c", "d"] };
            WsServer server = WsServer.Create("/chat", listener, options);
            server.Connecting += (_, handshake) =>
            {
                if (handshake.Origin != null)
                {
                    handshake.Refuse();
                }
            };

            pattern = pattern[0] == '/' ? s_good.Replace("/chat", pattern, StringComparison.Ordinal) : s_good + pattern + "\r\n";
            int count = (Size - pattern.Length - 2) / filling.Length;
            string request = pattern.Replace("*", string.Concat(Enumerable.Repeat(filling, count)), StringComparison.Ordinal)
                .Replace("\r\n\r\n", "\r\n", StringComparison.Ordinal) + "\r\n";
            long allocated = 0;
            for (int i = 0; i < Repeats; i++)
            {
                var peer = new RawPeer(listener.Connect());
                peer.SendText(request);
                long before = GC.GetAllocatedBytesForCurrentThread();
                loop.Run();
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.StartsWith("HTTP/1.1 " + status, peer.ReadText());
                peer.Transport.Close();
                loop.Run();
            }

            Assert.IsLessThanOrEqualTo(MostTimesItsSize * Size, allocated);
        }
    }
}
