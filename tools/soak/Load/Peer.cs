using System;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>A client of the library that keeps to the rules. One that roams connects again, and keeps what it has still to say.</summary>
    internal sealed class Peer(Bench bench, Conversation conversation, int seed)
    {
        private readonly Random _random = new Random(seed);
        private WsClient _client;
        private Speaker _speaker;

        /// <summary>Whether both its end and the server's are over.</summary>
        internal bool IsOver => conversation.IsOver;

        /// <param name="url">Where to connect to.</param>
        /// <param name="streams">Whether it takes messages in parts.</param>
        internal Peer Start(string url, bool streams)
        {
            bench.ClientLoop.Scheduler.Post(() => Connect(url + "?" + conversation.Id, streams));
            return this;
        }

        /// <summary>Closes with a closing handshake.</summary>
        internal void Close() => bench.ClientLoop.Scheduler.Post(() => _client.Close());

        private void Connect(string url, bool streams)
        {
            _client = WsClient.Create(url, Limits.Apply(new WsClientOptions
            {
                Scheduler = bench.ClientLoop.Scheduler,
                StreamMessages = streams,
                ReconnectDelay = conversation.Roams ? 200 : 0,
                MaxReconnectDelay = 1000,
                StableTime = 1000,
                KeepMessages = conversation.Roams,
            }));
            _speaker = new Speaker(bench, _client, conversation.FromClient, conversation.FromServer, _random);
            _client.MessageReceived += _speaker.OnMessage;
            _client.Drained += _speaker.OnDrained;
            _client.Opened += client => _speaker.BeginConnection();
            _client.Reconnecting += (client, code, reason, attempt, delay) => Interlocked.Increment(ref bench.Tally.Losses);
            _client.Closed += OnClosed;
            SayNext();
        }

        private void SayNext()
        {
            if (_client.State == WsConnectionState.Closed)
            {
                return;
            }

            if (_random.Next(10) == 0)
            {
                _client.Ping(Limits.Patience);
            }

            // One that roams may keep what it says while it is not connected.
            _speaker.Say();
            bench.ClientLoop.Scheduler.SetTimeout(SayNext, _random.Next(20, 120));
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            WsError error = _client.Error;
            if (error == null || conversation.Roams)
            {
                conversation.EndAtClient(code);
            }
            else
            {
                conversation.Fail(error.Kind == WsErrorKind.Cancelled ? null : $"{error.Kind} {error.Status} {error.Exception?.Message}");
            }
        }
    }
}
