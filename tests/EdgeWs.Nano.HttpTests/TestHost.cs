using EdgeWs.Nano.Http;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A host on a listener in memory, with a server at <c>/chat</c>, and a handler that tells what it was asked.</summary>
    internal sealed class TestHost
    {
        internal TestHost(HttpHostOptions options = null, HttpExchangeHandler handler = null)
        {
            Loop = new TestLoop();
            Listener = new MemoryListener();
            Options = options ?? new HttpHostOptions();
            Options.Scheduler = Loop.Scheduler;
            Host = HttpHost.Create(Listener, Options);
            Host.RequestReceived += handler ?? Tell;
            Server = WsServer.Create("/chat", new WsServerOptions { Scheduler = Loop.Scheduler });
            Host.Add(Server);
        }

        internal TestLoop Loop { get; }

        internal MemoryListener Listener { get; }

        internal HttpHostOptions Options { get; }

        internal HttpHost Host { get; }

        internal WsServer Server { get; }

        /// <summary>How many requests the handler got.</summary>
        internal int Count { get; private set; }

        internal RawPeer Connect(string text = "")
        {
            RawPeer peer = new RawPeer(Listener.Connect());
            peer.SendText(text);
            return peer;
        }

        /// <summary>Sends bytes over a new connection.</summary>
        /// <returns>What came back, until nothing happens any more.</returns>
        internal string Ask(string request)
        {
            RawPeer peer = Connect(request);
            Loop.Run();
            string answer = peer.ReadText();
            peer.Transport.Close();
            Loop.Run();
            return answer;
        }

        /// <summary>A GET with the one field that it needs.</summary>
        internal static string Get(string target, string fields = "")
        {
            return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
        }

        /// <summary>What a host answers with a text.</summary>
        internal static string Text(string text, string fields = "")
        {
            return "HTTP/1.1 200 \r\n" + fields + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + text.Length.ToString() + "\r\n\r\n" + text;
        }

        private void Tell(HttpHost host, HttpExchange exchange)
        {
            Count++;
            exchange.Respond(exchange.Method + " " + exchange.Path + " " + exchange.Query + " " + Bytes.ToText(exchange.Body));
        }
    }
}
