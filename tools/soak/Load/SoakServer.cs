using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using EdgeWs.Nano;

namespace EdgeWs.Soak.Load
{
    /// <summary>The server: answers every message with one of its own that carries the same time, and broadcasts.</summary>
    internal sealed class SoakServer
    {
        private const int BroadcastPeriod = 500;

        private readonly PollThread _loop;
        private readonly Conversations _conversations;
        private readonly Voyages _voyages;
        private readonly Traffic _traffic;
        private readonly Findings _findings;
        private readonly Random _random;
        private readonly List<WsServerChannel> _channels = new List<WsServerChannel>();
        private WsServer _server;
        private int _broadcasts;

        internal SoakServer(PollThread loop, SoakOptions options, Conversations conversations, Voyages voyages, Traffic traffic, Findings findings)
        {
            _loop = loop;
            _conversations = conversations;
            _voyages = voyages;
            _traffic = traffic;
            _findings = findings;
            _random = new Random(options.Seed);
            Port = loop.Do(() => Start(options.Channels));
        }

        internal int Port { get; }

        internal string Url => "ws://127.0.0.1:" + Port + "/soak";

        /// <summary>How many channels there are; asked from any thread.</summary>
        internal int ChannelCount => _loop.Do(() => _server.ChannelCount);

        /// <summary>Closes a channel from this side.</summary>
        internal void CloseOne()
        {
            _loop.Post(() =>
            {
                if (_channels.Count > 0)
                {
                    _channels[_random.Next(_channels.Count)].Close(WsCloseCode.GoingAway, "enough");
                }
            });
        }

        internal void Stop()
        {
            _loop.Do(() =>
            {
                _server.Stop();
                return 0;
            });
        }

        private int Start(int channels)
        {
            _server = WsServer.Create("/soak", new IPEndPoint(IPAddress.Loopback, 0), new WsServerOptions
            {
                Scheduler = _loop.Scheduler,
                MaxChannels = channels + 50,
                MaxHandshakes = 8,
                MaxMessageSize = 2 * Sizes.Largest,
                MaxBufferedBytes = 32768,
                HandshakeTimeout = 3000,
                SendTimeout = 5000,
                CloseTimeout = 3000,
                HeartbeatInterval = 4000,
                PongTimeout = 4000,
            });
            _server.Connection += OnConnection;
            _loop.Scheduler.SetInterval(Broadcast, BroadcastPeriod);
            if (!_server.Start())
            {
                _findings.Add("the server did not start");
            }

            return _server.Port;
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            if (_voyages.TryFind(channel.Query, out Voyage voyage))
            {
                OnVoyage(voyage, channel);
                return;
            }

            Conversation conversation = _conversations.Take(channel.Query);
            if (conversation == null)
            {
                // One of those that only want an answer, or to harm.
                channel.Message += (c, message) => c.Send(message);
                if (channel.Query == "nuisance")
                {
                    channel.Closed += (c, code, reason) => _traffic.Dropped();
                }

                return;
            }

            _traffic.Opened();
            _channels.Add(channel);
            channel.Message += (c, message) => OnMessage(conversation, c, message);
            channel.Closed += (c, code, reason) =>
            {
                _channels.Remove(channel);
                conversation.ServerClosed(code);
            };
        }

        private void OnVoyage(Voyage voyage, WsServerChannel channel)
        {
            int last = -1;
            _channels.Add(channel);
            channel.Message += (c, message) =>
            {
                _traffic.Arrived(message.Count);
                if (!Envelope.TryRead(message.Buffer.AsSpan(message.Offset, message.Count), message.IsText, out Envelope envelope))
                {
                    _findings.Add("a damaged message of a client that connects again");
                    return;
                }

                _traffic.RoamerArrived();
                voyage.Arrive(envelope.Number, last);
                last = envelope.Number;
                c.Send(message);
            };
            channel.Closed += (c, code, reason) => _channels.Remove(channel);
        }

        private void OnMessage(Conversation conversation, WsConnection channel, WsMessage message)
        {
            if (!conversation.ArriveAtServer(message.Buffer.AsSpan(message.Offset, message.Count), message.IsText, out Envelope envelope))
            {
                return;
            }

            Envelope answer = new Envelope(conversation.ServerSent, envelope.Time, false);
            byte[] bytes = Envelope.Create(answer, message.IsText, Sizes.Next(_random));
            if (channel.Send(bytes, 0, bytes.Length, message.Type))
            {
                conversation.AcceptedFromServer();
            }
            else
            {
                _traffic.Refused();
            }
        }

        private void Broadcast()
        {
            byte[] bytes = Envelope.Create(new Envelope(_broadcasts++, Stopwatch.GetTimestamp(), true), true, _random.Next(3000));
            _server.Broadcast(bytes, 0, bytes.Length, WsMessageType.Text);
        }
    }
}
