using System;
using EdgeWs.Nano;
using EdgeWs.Nano.Http;

namespace EdgeWs.Simulation
{
    /// <summary>What kind of world one seed makes: how bad its network is, and the limits that its ends live with.</summary>
    internal sealed class Profile(Dice dice)
    {
        internal const string GoodOrigin = "https://sim";

        /// <summary>A good network, good peers and an application that does not dawdle: then nothing at all may be lost.</summary>
        internal bool IsCalm { get; } = dice.OneIn(4);

        internal bool RunsOutOfMemory { get; } = dice.OneIn(4);

        /// <summary>Whether there are messages beyond 65,535 bytes.</summary>
        internal bool IsHuge { get; } = dice.OneIn(12);

        internal int Loops { get; } = dice.Between(1, 2);

        internal int Servers { get; } = dice.Between(1, 2);

        internal int Steps { get; } = dice.Between(20, 120);

        /// <summary>One event in so many has its handler do something; 0 for none.</summary>
        internal int Mischief { get; } = dice.Pick(0, 4, 8, 16);

        /// <summary>Where the clock begins: at times shortly before it wraps.</summary>
        internal int FirstTick() => dice.Pick(1000, int.MaxValue - dice.Next(60000), -dice.Next(60000), int.MinValue);

        /// <summary>Huge messages only where they are asked for: they take their time.</summary>
        internal int LimitSize(int limit) => IsHuge ? limit : Math.Min(limit, 10000);

        internal WsServerOptions CreateServerOptions(IoScheduler scheduler)
        {
            WsServerOptions options = new WsServerOptions
            {
                MaxChannels = IsCalm ? 8 : dice.Between(1, 6),
                MaxChannelsPerAddress = IsCalm || dice.OneIn(2) ? 0 : dice.Between(1, 3),
                Origins = dice.OneIn(2) ? null : new[] { GoodOrigin },
                MaxHandshakes = dice.Between(1, 4),
                KeepHeaders = dice.OneIn(2),
            };
            Limit(options, scheduler);
            return options;
        }

        internal WsClientOptions CreateClientOptions(IoScheduler scheduler)
        {
            WsClientOptions options = new WsClientOptions
            {
                ConnectTimeout = Time(3000, 8000),
                ReconnectDelay = dice.OneIn(2) ? 0 : dice.Between(1, 2000),
                MaxReconnectDelay = dice.Between(1, 4000),
                MaxReconnects = dice.Pick(0, 1, 3, 6),
                StableTime = dice.Pick(0, 500, 3000),
                KeepMessages = dice.OneIn(2),
            };
            Limit(options, scheduler);
            return options;
        }

        internal HttpHostOptions CreateHostOptions(IoScheduler scheduler)
        {
            return new HttpHostOptions
            {
                Scheduler = scheduler,
                MaxRequests = dice.Between(1, 6),
                MaxRequestsPerAddress = IsCalm || dice.OneIn(2) ? 0 : dice.Between(1, 3),
                RequestTimeout = Time(3000, 8000),
                SendTimeout = Time(3000, 8000),
                KeepAliveTimeout = dice.Pick(0, 300, 5000),
            };
        }

        private void Limit(WsOptions options, IoScheduler scheduler)
        {
            options.Scheduler = scheduler;
            options.MaxMessageSize = IsHuge ? 80000 : dice.Pick(200, 3000, 9000, 20000);
            options.MaxFragments = dice.Pick(2, 20, 100);
            options.MessageTimeout = dice.OneIn(4) ? 0 : Time(3000, 6000);
            options.StreamMessages = dice.OneIn(4);
            options.Overflow = dice.Pick(WsOverflow.Refuse, WsOverflow.Refuse, WsOverflow.DropOldest, WsOverflow.Close);
            options.MaxBufferedBytes = dice.Pick(0, 100, 2000, 6000);
            options.HandshakeTimeout = Time(3000, 8000);
            options.SendTimeout = Time(3000, 8000);
            options.CloseTimeout = Time(3000, 4000);
            options.HeartbeatInterval = dice.OneIn(4) ? 0 : Time(3000, 8000);
            options.PongTimeout = Time(3000, 5000);
        }

        private int Time(int least, int most) => IsCalm ? dice.Between(least, most) : dice.Between(200, most);
    }
}
