using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EdgeWs.Soak.Load
{
    /// <summary>Keeps as many clients connected as are wanted, and has some of them end and nuisances come in each second.</summary>
    internal sealed class Churn
    {
        private const int Roamers = 5;

        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

        private readonly Bench _bench;
        private readonly SoakServer[] _servers;
        private readonly Random _random;
        private readonly List<Peer> _peers = new List<Peer>();
        private readonly List<Peer> _leaving = new List<Peer>();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly Nuisance _nuisance;
        private readonly Relay _relay;

        /// <param name="bench">What is asked for.</param>
        /// <param name="servers">The clients that connect again and the nuisances come to the first.</param>
        internal Churn(Bench bench, params SoakServer[] servers)
        {
            _bench = bench;
            _servers = servers;
            _random = new Random(bench.Options.Seed);
            _nuisance = new Nuisance(servers[0].EndPoint, _end.Token);
            _relay = new Relay(servers[0].EndPoint, _end.Token);
            for (int i = 0; i < Roamers; i++)
            {
                _leaving.Add(new Peer(bench, servers[0].Begin(true), _random.Next()).Start(_relay.Url, false));
            }
        }

        private int ChannelCount => _servers.Sum(server => server.ChannelCount);

        /// <summary>Loads the servers for a time, and tells the listener in each second.</summary>
        internal void Run(TimeSpan time, Action<TimeSpan> onSecond)
        {
            DateTime start = DateTime.UtcNow;
            for (int second = 1; DateTime.UtcNow < start + time; second++)
            {
                _peers.RemoveAll(peer => peer.IsOver);
                _leaving.RemoveAll(peer => peer.IsOver);
                while (_peers.Count < _bench.Options.Channels)
                {
                    SoakServer server = Pick(_servers);
                    _peers.Add(new Peer(_bench, server.Begin(false), _random.Next()).Start(server.Url, server.Streams));
                }

                for (int i = 0; i < _bench.Options.Reconnects && second > 1; i++)
                {
                    Disturb();
                }

                onSecond(DateTime.UtcNow - start);
                TimeSpan rest = start + TimeSpan.FromSeconds(second) - DateTime.UtcNow;
                Thread.Sleep(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            }
        }

        /// <summary>Closes everything and waits until it is closed.</summary>
        internal void Drain()
        {
            _end.Cancel();
            _leaving.AddRange(_peers);
            _leaving.ForEach(peer => peer.Close());
            if (!SpinWait.SpinUntil(() => Left() == 0, s_patience))
            {
                _bench.Findings.Enqueue($"{_leaving.Count} clients, {_nuisance.Count} nuisances and {ChannelCount} channels did not end");
            }
        }

        private int Left()
        {
            _leaving.RemoveAll(peer => peer.IsOver);
            return _leaving.Count + _nuisance.Count + ChannelCount;
        }

        private T Pick<T>(IList<T> items) => items[_random.Next(items.Count)];

        private void Disturb()
        {
            switch (_random.Next(10))
            {
                case < 3:
                    _nuisance.Start(_random.Next());
                    break;
                case 3:
                    _relay.Break(_random);
                    break;
                case 4:
                    Pick(_servers).CloseOne();
                    break;
                default:
                    Peer peer = Pick(_peers);
                    peer.Close();
                    _leaving.Add(peer);
                    _peers.Remove(peer);
                    break;
            }
        }
    }
}
