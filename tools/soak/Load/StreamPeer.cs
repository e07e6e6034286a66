using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client of the library that sends a large message in parts, takes the answer in parts, and begins anew.</summary>
    internal sealed class StreamPeer
    {
        private const int Pause = 300;

        private readonly PollThread _loop;
        private readonly Findings _findings;
        private WsClient _client;
        private volatile bool _isOver;

        internal StreamPeer(string url, PollThread loop, Traffic traffic, Findings findings, int seed)
        {
            _loop = loop;
            _findings = findings;
            loop.Post(() => Connect(url, traffic, seed));
        }

        internal bool IsOver => _isOver;

        internal void Close()
        {
            _loop.Post(() => _client.Close());
        }

        private void Connect(string url, Traffic traffic, int seed)
        {
            _client = WsClient.Create(url, new WsClientOptions { Scheduler = _loop.Scheduler, StreamMessages = true });
            LargeMessages messages = null;
            messages = new LargeMessages(_client, traffic, _findings, seed, () => _loop.Scheduler.SetTimeout(() => messages.Begin(), Pause));
            _client.Opened += client => messages.Begin();
            _client.Closed += (client, code, reason) =>
            {
                _isOver = true;
                if (code != WsCloseCode.Normal)
                {
                    _findings.Add("a streaming client was closed with " + code);
                }
            };
        }
    }
}
