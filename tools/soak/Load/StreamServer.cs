using System.Net;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>Answers each message that arrived in parts with one of its own in parts.</summary>
    internal sealed class StreamServer
    {
        private readonly PollThread _loop;
        private readonly Traffic _traffic;
        private readonly Findings _findings;
        private readonly int _seed;
        private WsServer _server;

        internal StreamServer(PollThread loop, SoakOptions options, Traffic traffic, Findings findings)
        {
            _loop = loop;
            _traffic = traffic;
            _findings = findings;
            _seed = options.Seed;
            Url = "ws://127.0.0.1:" + loop.Do(Start) + "/stream";
        }

        internal string Url { get; }

        internal void Stop()
        {
            _loop.Do(() =>
            {
                _server.Stop();
                return 0;
            });
        }

        private int Start()
        {
            _server = WsServer.Create("/stream", new IPEndPoint(IPAddress.Loopback, 0), new WsServerOptions { Scheduler = _loop.Scheduler, StreamMessages = true });
            _server.Connection += (server, channel) =>
            {
                LargeMessages messages = null;
                messages = new LargeMessages(channel, _traffic, _findings, _seed + channel.Id, () => messages.Begin());
            };
            if (!_server.Start())
            {
                _findings.Add("the server for streams did not start");
            }

            return _server.Port;
        }
    }
}
