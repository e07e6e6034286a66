using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>A server that answers every message with one of its own, and broadcasts.</summary>
    /// <param name="bench">Its loop, and where it counts and reports.</param>
    /// <param name="streams">Whether it takes messages in parts.</param>
    internal sealed class SoakServer(Bench bench, bool streams)
    {
        private const int BroadcastPeriod = 500;

        private readonly Random _random = new Random(bench.Options.Seed);
        private readonly List<WsServerChannel> _channels = new List<WsServerChannel>();
        private readonly ConcurrentDictionary<int, Conversation> _conversations = new ConcurrentDictionary<int, Conversation>();
        private WsServer _server;
        private int _broadcasts;
        private int _lastId;

        internal bool Streams => streams;

        internal IPEndPoint EndPoint { get; private set; }

        internal string Url => "ws://" + EndPoint + "/soak";

        /// <summary>How many channels there are; asked from any thread.</summary>
        internal int ChannelCount
        {
            get
            {
                int count = 0;
                bench.ServerLoop.Do(() => count = _server.ChannelCount);
                return count;
            }
        }

        internal SoakServer Start()
        {
            bench.ServerLoop.Do(Listen);
            return this;
        }

        /// <summary>Begins a conversation, which the server knows from now on.</summary>
        internal Conversation Begin(bool roams)
        {
            Conversation conversation = new Conversation(bench, ++_lastId, roams);
            _conversations[conversation.Id] = conversation;
            return conversation;
        }

        /// <summary>Closes a channel from this side.</summary>
        internal void CloseOne()
        {
            bench.ServerLoop.Scheduler.Post(() =>
            {
                if (_channels.Count > 0)
                {
                    _channels[_random.Next(_channels.Count)].Close(WsCloseCode.GoingAway, "enough");
                }
            });
        }

        internal void Stop() => bench.ServerLoop.Do(_server.Stop);

        private void Listen()
        {
            _server = WsServer.Create("/soak", new IPEndPoint(IPAddress.Loopback, 0), Limits.Apply(new WsServerOptions
            {
                Scheduler = bench.ServerLoop.Scheduler,
                StreamMessages = streams,
                MaxChannels = bench.Options.Channels + 100,
                MaxHandshakes = 50,
            }));
            _server.Connected += OnConnection;
            bench.ServerLoop.Scheduler.SetInterval(Broadcast, BroadcastPeriod);
            _server.Start();
            EndPoint = new IPEndPoint(IPAddress.Loopback, _server.Port);
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            if (!int.TryParse(channel.Query, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                || !_conversations.TryGetValue(id, out Conversation conversation))
            {
                // One that only harms.
                channel.MessageReceived += (c, message) => Interlocked.Add(ref bench.Tally.Refused, c.Send(message) ? 0 : 1);
                channel.Closed += (c, code, reason) => Interlocked.Increment(ref bench.Tally.Nuisances);
                return;
            }

            if (!conversation.Roams)
            {
                _conversations.TryRemove(id, out _);
            }

            Interlocked.Increment(ref bench.Tally.Opened);
            _channels.Add(channel);
            Speaker speaker = null;
            speaker = new Speaker(bench, channel, conversation.FromServer, conversation.FromClient, _random) { Asked = () => speaker.Say() };
            speaker.BeginConnection();
            channel.MessageReceived += speaker.OnMessage;
            channel.Drained += speaker.OnDrained;
            channel.Closed += (c, code, reason) =>
            {
                _channels.Remove(channel);
                conversation.EndAtServer(code);
            };
        }

        private void Broadcast()
        {
            byte[] bytes = Message.Create(_broadcasts++, true, _random, true);
            _server.Broadcast(bytes, 0, bytes.Length, WsMessageType.Text);
        }
    }
}
