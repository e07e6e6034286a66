using EdgeWs.Nano;

namespace EdgeWs.Desktop.Tests.Loops
{
    /// <summary>A client on a loop, which is watched.</summary>
    internal sealed class ClientHost
    {
        private ClientHost(WsClient client, EventLog events)
        {
            Client = client;
            Events = events;
        }

        public WsClient Client { get; }

        public EventLog Events { get; }

        /// <summary>Starts to connect.</summary>
        /// <param name="loop">What drives it.</param>
        /// <param name="url">Where to.</param>
        /// <param name="options">Its options; the scheduler is set here.</param>
        /// <param name="tls">For a wss URL.</param>
        public static ClientHost Connect(LoopThread loop, string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            options ??= new WsClientOptions { CloseTimeout = Patience.Milliseconds };
            options.Scheduler = loop.Scheduler;
            var events = new EventLog();
            WsClient client = loop.Do(() =>
            {
                WsClient created = WsClient.Create(url, options, tls);
                events.Watch(created);
                return created;
            });
            return new ClientHost(client, events);
        }
    }
}
