using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>What kind of world one seed makes: how bad its network is, and the limits that its ends live with.</summary>
    internal sealed class Profile
    {
        internal const string GoodOrigin = "https://sim";

        private readonly Dice _dice;

        internal Profile(Dice dice)
        {
            _dice = dice;
            IsCalm = dice.OneIn(4);
            RunsOutOfMemory = !IsCalm && dice.OneIn(4);
            Loops = dice.Between(1, 2);
            Servers = dice.Between(1, 2);
            Steps = dice.Between(20, 120);
            IsHuge = dice.OneIn(12);
            Mischief = dice.Pick(0, 4, 8, 16);
        }

        /// <summary>A good network, good peers and an application that does not dawdle: then nothing at all may be lost.</summary>
        internal bool IsCalm { get; }

        internal bool RunsOutOfMemory { get; }

        /// <summary>Whether there are messages beyond 65,535 bytes.</summary>
        internal bool IsHuge { get; }

        internal int Loops { get; }

        internal int Servers { get; }

        internal int Steps { get; }

        /// <summary>One event in so many has its handler do something; 0 for none.</summary>
        internal int Mischief { get; }

        /// <summary>Where the clock begins: at times shortly before it wraps.</summary>
        internal int FirstTick() => _dice.Pick(1000, int.MaxValue - _dice.Next(60000), -_dice.Next(60000), int.MinValue);

        /// <summary>Huge messages only where they are asked for: they take their time.</summary>
        internal int LimitSize(int limit) => IsHuge ? limit : Math.Min(limit, 10000);

        internal WsServerOptions CreateServerOptions(IoScheduler scheduler)
        {
            WsServerOptions options = new WsServerOptions
            {
                MaxChannels = IsCalm ? 8 : _dice.Between(1, 6),
                MaxChannelsPerAddress = IsCalm || _dice.OneIn(2) ? 0 : _dice.Between(1, 3),
                Origins = _dice.OneIn(2) ? null : new[] { GoodOrigin },
                MaxHandshakes = _dice.Between(1, 4),
                KeepHeaders = _dice.OneIn(2),
            };
            Limit(options, scheduler);
            return options;
        }

        internal WsClientOptions CreateClientOptions(IoScheduler scheduler)
        {
            WsClientOptions options = new WsClientOptions
            {
                ConnectTimeout = Time(3000, 8000),
                ReconnectDelay = _dice.OneIn(2) ? 0 : _dice.Between(1, 2000),
                MaxReconnectDelay = _dice.Between(1, 4000),
                MaxReconnects = _dice.Pick(0, 1, 3, 6),
                StableTime = _dice.Pick(0, 500, 3000),
                KeepMessages = _dice.OneIn(2),
            };
            Limit(options, scheduler);
            return options;
        }

        private void Limit(WsOptions options, IoScheduler scheduler)
        {
            options.Scheduler = scheduler;
            options.MaxMessageSize = IsHuge ? 80000 : _dice.Pick(200, 3000, 9000, 20000);
            options.MaxFragments = _dice.Pick(2, 20, 100);
            options.MessageTimeout = _dice.OneIn(4) ? 0 : Time(3000, 6000);
            options.StreamMessages = _dice.OneIn(4);
            options.Overflow = _dice.Pick(WsOverflow.Refuse, WsOverflow.Refuse, WsOverflow.DropOldest, WsOverflow.Close);
            options.MaxBufferedBytes = _dice.Pick(0, 100, 2000, 6000);
            options.HandshakeTimeout = Time(3000, 8000);
            options.SendTimeout = Time(3000, 8000);
            options.CloseTimeout = Time(3000, 4000);
            options.HeartbeatInterval = _dice.OneIn(4) ? 0 : Time(3000, 8000);
            options.PongTimeout = Time(3000, 5000);
        }

        private int Time(int least, int most) => IsCalm ? _dice.Between(least, most) : _dice.Between(200, most);
    }
}
