using EdgeWs.Desktop.Tests.Peers;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>The exchange between us and a peer's script, checked on both sides.</summary>
    internal static class PeerRun
    {
        private const string Open = "open " + Exchange.Protocol;

        /// <summary>What a client reports first that can send fragments; how it sees pings differs from peer to peer.</summary>
        public static readonly string[] FragmentingClient =
            [Open, "text 21", "binary 256", "text 0", "binary 0", "text 21", "binary 1048576"];

        /// <summary>What it reports last.</summary>
        public static readonly string[] Endings =
        [
            "close 4321 ",
            Open,
            "close 4000 " + Exchange.ServerReason,
            Open,
            "close 1008 ",
            "refused 404",
            "refused 403",
        ];

        /// <summary>What a client reports first that has the API of browsers.</summary>
        public static readonly string[] BrowserClient =
            [Open, "text 21", "binary 256", "text 0", "binary 0", "blob 256", "binary 1048576"];

        /// <summary>What it reports last: not why it was refused, which browsers keep from scripts.</summary>
        public static readonly string[] BrowserEndings =
        [
            "ponged",
            "close 4321  True",
            Open,
            "close 4000 " + Exchange.ServerReason + " True",
            "refused True 1006",
            "refused True 1006",
        ];

        /// <summary>What our server sees of a client that can send fragments.</summary>
        public static string[] SeenOfFragmentingClient(string pingPayload)
        {
            return [.. FragmentingClient, "ping " + pingPayload, .. SeenEndings(Exchange.ServerReason), Open, "close 1008 ", "refused"];
        }

        /// <summary>What our server sees of a client that has the API of browsers.</summary>
        /// <param name="echoedReason">What the client's close frame says when it answers ours.</param>
        /// <param name="pings">Those that it can send nevertheless.</param>
        public static string[] SeenOfBrowserClient(string echoedReason, params string[] pings)
        {
            return
            [
                Open,
                "text 21",
                "binary 256",
                "text 0",
                "binary 0",
                "binary 256",
                "binary 1048576",
                .. pings,
                .. SeenEndings(echoedReason),
                "refused",
            ];
        }

        /// <param name="peer">The stack.</param>
        /// <param name="script">Its client.</param>
        /// <param name="server">Ours.</param>
        /// <param name="url">How the client reaches it.</param>
        /// <param name="steps">What the client reports.</param>
        /// <param name="seen">What our server sees.</param>
        public static void AsClient(Peer peer, string script, EchoServer server, string url, string[] steps, string[] seen)
        {
            using var client = new PeerSession(peer, script, url);
            client.ExpectAll(steps);
            server.Journal.AssertIs(seen, client.Transcript);
            server.AssertNoErrors();
        }

        /// <param name="peer">The stack.</param>
        /// <param name="script">Its server.</param>
        /// <param name="pingPayload">What the server's ping carries.</param>
        /// <param name="pong">How the server reports our pong.</param>
        /// <param name="echoedReason">What the server's close frame says when it answers ours.</param>
        /// <param name="pings">How the server reports our pings; none where its API does not show them.</param>
        public static void AsServer(Peer peer, string script, string pingPayload, string pong, string echoedReason, params string[] pings)
        {
            using var server = new PeerSession(peer, script);
            string url = "ws://127.0.0.1:" + server.ReadPort();
            Exchange.RunClient(url, pingPayload, echoedReason);
            server.Expect(
            [
                Open,
                "text 21",
                "binary 256",
                "text 0",
                "binary 0",
                "binary 1048576",
                .. pings,
                "text 7",
                pong,
                "close 4321 " + Exchange.ClientReason,
                Open,
                "text 8",
                "close 4000 ",
            ]);
            Exchange.RunOverrun(url);
            Exchange.RunRefusals(url);
        }

        /// <summary>What our server sees of the pings and endings that all clients have.</summary>
        private static string[] SeenEndings(string echoedReason)
        {
            return
            [
                "text 7",
                "pong",
                "close 4321 " + Exchange.ClientReason,
                Open,
                "text 8",
                "close 4000 " + echoedReason,
            ];
        }
    }
}
