using System;
using System.Collections.Generic;
using System.Threading;

namespace EdgeWs.Soak.Load
{
    /// <summary>Keeps as many clients connected as are wanted, and has some of them end and nuisances come in each second.</summary>
    internal sealed class Churn
    {
        private const int Roamers = 5;
        private const int Streams = 3;

        private readonly SoakOptions _options;
        private readonly SoakServer _server;
        private readonly PollThread _clients;
        private readonly Conversations _conversations;
        private readonly Traffic _traffic;
        private readonly Findings _findings;
        private readonly Random _random;
        private readonly List<Peer> _peers = new List<Peer>();
        private readonly List<Peer> _leaving = new List<Peer>();
        private readonly List<RoamingPeer> _roamers = new List<RoamingPeer>();
        private readonly List<StreamPeer> _streams = new List<StreamPeer>();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly Nuisance _nuisance;
        private readonly Relay _relay;

        internal Churn(SoakOptions options, SoakServer server, string streamUrl, PollThread clients, Conversations conversations, Voyages voyages, Traffic traffic, Findings findings)
        {
            _options = options;
            _server = server;
            _clients = clients;
            _conversations = conversations;
            _traffic = traffic;
            _findings = findings;
            _random = new Random(options.Seed);
            _nuisance = new Nuisance(server.Port, _end.Token);
            _relay = new Relay(server.Port, _end.Token);
            for (int i = 0; i < Roamers; i++)
            {
                _roamers.Add(new RoamingPeer(_relay.Url, voyages, clients, traffic, findings, _random.Next()));
            }

            for (int i = 0; i < Streams; i++)
            {
                _streams.Add(new StreamPeer(streamUrl, clients, traffic, findings, _random.Next()));
            }
        }

        /// <summary>Clients whose end is awaited.</summary>
        private int Left => _leaving.Count + _roamers.Count + _streams.Count;

        /// <summary>Loads the server for a time, and tells the listener now and then.</summary>
        internal void Run(TimeSpan time, Action onSecond)
        {
            DateTime end = DateTime.UtcNow + time;
            DateTime next = DateTime.UtcNow;
            int turn = 0;
            while (DateTime.UtcNow < end)
            {
                Replace();
                for (int i = 0; i < _options.Reconnects && turn > 0; i++)
                {
                    Disturb();
                }

                turn++;
                onSecond();
                next += TimeSpan.FromSeconds(1);
                TimeSpan rest = next - DateTime.UtcNow;
                if (rest > TimeSpan.Zero)
                {
                    Thread.Sleep(rest);
                }
            }
        }

        /// <summary>Closes everything and waits until it is closed.</summary>
        internal void Drain()
        {
            _end.Cancel();
            _roamers.ForEach(roamer => roamer.Close());
            _streams.ForEach(stream => stream.Close());
            _relay.Stop();
            foreach (Peer peer in _peers)
            {
                peer.Close();
                _leaving.Add(peer);
            }

            _peers.Clear();
            DateTime end = DateTime.UtcNow + TimeSpan.FromSeconds(20);
            while (DateTime.UtcNow < end && (Left > 0 || _nuisance.Count > 0 || _server.ChannelCount > 0))
            {
                Thread.Sleep(50);
                _leaving.RemoveAll(peer => peer.IsOver);
                _roamers.RemoveAll(roamer => roamer.IsOver);
                _streams.RemoveAll(stream => stream.IsOver);
            }

            if (Left > 0 || _nuisance.Count > 0 || _server.ChannelCount > 0)
            {
                _findings.Add($"{Left} clients, {_nuisance.Count} nuisances and {_server.ChannelCount} channels did not end");
            }
        }

        private void Replace()
        {
            _peers.RemoveAll(peer => peer.IsOver);
            _leaving.RemoveAll(peer => peer.IsOver);
            while (_peers.Count < _options.Channels)
            {
                int seed = _random.Next();
                _peers.Add(_random.Next(4) == 0
                    ? new DotNetPeer(_server.Url, _conversations, _findings, seed)
                    : new LibraryPeer(_server.Url, _conversations, _clients, _traffic, _findings, seed));
            }
        }

        private void Disturb()
        {
            int kind = _random.Next(10);
            if (kind < 3)
            {
                _nuisance.Start(_random);
            }
            else if (kind < 4)
            {
                _relay.Break(_random, _random.Next(4) == 0 ? _random.Next(8) : 0);
            }
            else if (kind < 5)
            {
                _server.CloseOne();
            }
            else
            {
                int which = _random.Next(_peers.Count);
                _peers[which].Close();
                _leaving.Add(_peers[which]);
                _peers.RemoveAt(which);
            }
        }
    }
}
