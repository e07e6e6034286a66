using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>What an application does with its connections, servers and timers.</summary>
    internal sealed class Usage(World world)
    {
        private readonly Dice _dice = world.Dice;

        /// <param name="end">What to use.</param>
        /// <param name="message">What its handler just received; null outside of it.</param>
        internal void Use(LibraryEnd end, WsMessage message)
        {
            end = end?.Current;
            if (end == null)
            {
                return;
            }

            SimServer server = _dice.Pick(world.Servers);
            bool isInPass = end.IsClosed || message != null || end.Loop.IsPolling;
            Action use = _dice.Next(23) switch
            {
                < 8 => () => Send(end, message),
                8 => () => SendMany(end),
                9 => () => server.Broadcast(message != null ? Payload.Of(message) : Payload.Create(_dice, 2500)),
                10 or 11 => () => end.Ping(world.Profile.IsCalm ? _dice.Between(3000, 9000) : _dice.Between(1, 5000), !_dice.OneIn(5)),
                12 or 13 => () => end.Close(_dice.Pick(1000, 1001, 1011, 3000, 4999), _dice.Pick(string.Empty, "done", new string('é', 80))),
                14 when !server.IsListening => server.Start,
                14 when _dice.OneIn(4) => server.Stop,
                15 => () => SetTimer(end.Loop, () => world.Script.InHandler(end, null)),
                16 => end.Loop.ClearTimer,
                17 => () => end.Loop.Scheduler.Post(() => world.Script.InHandler(end, null)),
                18 when !isInPass => () => ChangeOrder(end),
                > 18 => end.Sender.SendInParts,
                _ => null,
            };
            use?.Invoke();
        }

        private static void ChangeOrder(LibraryEnd end)
        {
            end.Loop.Scheduler.Remove(end.Connection);
            end.Loop.Scheduler.Add(end.Connection);
        }

        private void SetTimer(SimLoop loop, Action action)
        {
            int period = _dice.OneIn(3) ? _dice.Between(50, 2000) : 0;
            loop.SetTimer(period > 0 ? period : _dice.Skewed(3000), period, action);
        }

        private void SendMany(LibraryEnd end)
        {
            for (int i = _dice.Between(1, 6); i > 0; i--)
            {
                Send(end, null);
            }
        }

        private void Send(LibraryEnd end, WsMessage message)
        {
            // Now and then more than the receiver allows.
            LibraryEnd peer = end.Peer as LibraryEnd;
            int limit = peer == null || (!world.Profile.IsCalm && _dice.OneIn(30)) ? 10000 : peer.Options.MaxMessageSize;
            bool goesOn = message != null && message.Count <= limit && _dice.OneIn(2);
            end.Sender.Send(goesOn ? Payload.Of(message) : Payload.Create(_dice, world.Profile.LimitSize(limit)), goesOn ? message : null);
        }
    }
}
