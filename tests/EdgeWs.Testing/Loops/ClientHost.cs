namespace EdgeWs.Testing
{
    /// <summary>A client on a loop, which is watched.</summary>
    internal sealed class ClientHost
    {
        private readonly LoopThread _loop;

        private ClientHost(LoopThread loop)
        {
            _loop = loop;
        }

        public WsClient Client { get; private set; }

        public EventLog Events { get; } = new EventLog();

        /// <summary>Starts to connect. What the options leave at its default may take as long as a test may.</summary>
        public static ClientHost Connect(LoopThread loop, string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            options = Patience.Prolong(options, tls);
            options.Scheduler = loop.Scheduler;
            return Watch(loop, () => WsClient.Create(url, options, tls));
        }

        /// <summary>Watches a client that is made on the loop.</summary>
        public static ClientHost Watch(LoopThread loop, Func<WsClient> create)
        {
            var host = new ClientHost(loop);
            loop.Do(() =>
            {
                host.Client = create();
                host.Events.Watch(host.Client);
            });
            return host;
        }

        public void Send(string text)
        {
            Assert.IsTrue(_loop.Do(() => Client.Send(text)), "the message was not taken");
        }

        public void Send(byte[] bytes)
        {
            Assert.IsTrue(_loop.Do(() => Client.Send(bytes)), "the message was not taken");
        }

        /// <summary>Sends text and asserts that it comes back.</summary>
        public void Echo(string text)
        {
            Send(text);
            Expect(EventLog.Text(text));
        }

        /// <summary>Sends bytes and asserts that they come back.</summary>
        public void Echo(byte[] bytes)
        {
            Send(bytes);
            Expect(EventLog.Binary(bytes));
        }

        /// <summary>Sends a ping; the line <c>pong:TAG</c> follows.</summary>
        /// <returns>The tag.</returns>
        public int Ping()
        {
            return _loop.Do(() => Client.Ping(Patience.Milliseconds, tag => Events.Add("pong:" + tag)));
        }

        public void Close(int code = WsCloseCode.Normal, string reason = "")
        {
            _loop.Do(() => Client.Close(code, reason));
        }

        /// <summary>Asserts what happens next, in this order.</summary>
        public void Expect(params string[] lines)
        {
            Events.Expect(lines);
        }

        /// <summary>Asserts that it never opened, and why.</summary>
        public void ExpectFailure(WsErrorKind kind, int status = 0)
        {
            Expect(EventLog.Closed(WsCloseCode.Abnormal));
            WsError error = _loop.Do(() => Client.Error);
            Assert.AreEqual(kind, error.Kind, error.Exception?.ToString());
            Assert.AreEqual(status, error.Status);
            Events.ExpectNothing();
        }
    }
}
