using System;
using System.Diagnostics;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client of the library, driven by a loop that many share.</summary>
    internal sealed class LibraryPeer : Peer
    {
        private readonly PollThread _loop;
        private readonly Conversations _conversations;
        private readonly Traffic _traffic;
        private readonly Findings _findings;
        private readonly Random _random;
        private WsClient _client;

        internal LibraryPeer(string url, Conversations conversations, PollThread loop, Traffic traffic, Findings findings, int seed)
            : base(conversations.Create())
        {
            _loop = loop;
            _conversations = conversations;
            _traffic = traffic;
            _findings = findings;
            _random = new Random(seed);
            loop.Post(() => Connect(url + "?" + Conversation.Id));
        }

        internal override void Close()
        {
            _loop.Post(() => _client.Close());
        }

        private void Connect(string url)
        {
            _client = WsClient.Create(url, new WsClientOptions
            {
                Scheduler = _loop.Scheduler,
                MaxMessageSize = 2 * Sizes.Largest,
                MaxBufferedBytes = 32768,
                SendTimeout = 5000,
                HeartbeatInterval = 4000,
                PongTimeout = 4000,
            });
            _client.Opened += client => SendNext();
            _client.Message += (client, message) =>
                Conversation.ArriveAtClient(message.Buffer.AsSpan(message.Offset, message.Count), message.IsText, true);
            _client.Closed += OnClosed;
        }

        private void SendNext()
        {
            if (_client.State != WsConnectionState.Open)
            {
                return;
            }

            if (_random.Next(10) == 0)
            {
                _client.Ping(4000);
            }

            bool isText = _random.Next(2) == 0;
            Envelope envelope = new Envelope(Conversation.ClientSent, Stopwatch.GetTimestamp(), false);
            byte[] bytes = Envelope.Create(envelope, isText, Sizes.Next(_random));
            if (_client.Send(bytes, 0, bytes.Length, isText ? WsMessageType.Text : WsMessageType.Binary))
            {
                Conversation.AcceptedFromClient();
            }
            else
            {
                _traffic.Refused();
            }

            _loop.Scheduler.SetTimeout(SendNext, Sizes.NextPause(_random));
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            if (_client.Error == null)
            {
                Conversation.ClientClosed(code);
                return;
            }

            _conversations.Forget(Conversation);
            IsFailed = true;
            if (_client.Error.Kind != WsErrorKind.Cancelled)
            {
                _findings.Add($"a client could not connect: {_client.Error.Kind} {_client.Error.Status} {_client.Error.Exception?.Message}");
            }
        }
    }
}
