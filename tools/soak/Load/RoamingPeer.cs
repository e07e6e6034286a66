using System;
using System.Diagnostics;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client of the library that connects again over a way that breaks, and keeps what it has still to say.</summary>
    internal sealed class RoamingPeer
    {
        private const int FirstWait = 200;
        private const int LongestWait = 1000;

        private readonly PollThread _loop;
        private readonly Voyages _voyages;
        private readonly Traffic _traffic;
        private readonly Findings _findings;
        private readonly Random _random;
        private readonly string _query;
        private WsClient _client;
        private int _sent;
        private int _answered = -1;
        private int _ends;

        internal RoamingPeer(string url, Voyages voyages, PollThread loop, Traffic traffic, Findings findings, int seed)
        {
            _voyages = voyages;
            _loop = loop;
            _traffic = traffic;
            _findings = findings;
            _random = new Random(seed);
            _query = voyages.Begin();
            loop.Post(() => Connect(url + "?" + _query));
        }

        internal bool IsOver => Volatile.Read(ref _ends) > 0;

        internal void Close()
        {
            _loop.Post(() => _client.Close());
        }

        private void Connect(string url)
        {
            _client = WsClient.Create(url, new WsClientOptions
            {
                Scheduler = _loop.Scheduler,
                MaxMessageSize = 2 * Sizes.Largest,
                MaxBufferedBytes = 8192,
                SendTimeout = 5000,
                HandshakeTimeout = 3000,
                HeartbeatInterval = 4000,
                PongTimeout = 4000,
                ReconnectDelay = FirstWait,
                MaxReconnectDelay = LongestWait,
                StableTime = 1000,
                KeepMessages = true,
            });
            _client.Reconnecting += OnReconnecting;
            _client.Opened += client => _answered = -1;
            _client.Message += OnMessage;
            _client.Closed += OnClosed;
            SendNext();
        }

        private void SendNext()
        {
            if (_client.State == WsConnectionState.Closed)
            {
                return;
            }

            // Also while it is not connected.
            byte[] bytes = Envelope.Create(new Envelope(_sent, Stopwatch.GetTimestamp(), false), false, _random.Next(1000));
            if (_client.Send(bytes, 0, bytes.Length, WsMessageType.Binary))
            {
                _sent++;
                _traffic.RoamerSent();
            }

            _loop.Scheduler.SetTimeout(SendNext, Sizes.NextPause(_random));
        }

        private void OnMessage(WsConnection connection, WsMessage message)
        {
            _traffic.Arrived(message.Count);
            ReadOnlySpan<byte> bytes = message.Buffer.AsSpan(message.Offset, message.Count);
            if (!Envelope.TryRead(bytes, message.IsText, out Envelope envelope))
            {
                _findings.Add($"{_query}: a damaged message of {message.Count} bytes");
            }
            else if (!envelope.IsBroadcast)
            {
                if (envelope.Number <= _answered || envelope.Number >= _sent)
                {
                    _findings.Add($"{_query}: answer {envelope.Number} after {_answered}");
                }

                _answered = envelope.Number;
            }
        }

        private void OnReconnecting(WsClient client, int code, string reason, int attempt, int delay)
        {
            _traffic.Reconnected();
            int longest = Math.Min(FirstWait << Math.Min(attempt - 1, 10), LongestWait);
            if (attempt < 1 || delay > longest || delay < longest / 2)
            {
                _findings.Add($"{_query}: waits {delay} ms before attempt {attempt}");
            }
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            _voyages.End(_query);
            if (++_ends > 1)
            {
                _findings.Add(_query + ": closed twice");
            }
        }
    }
}
