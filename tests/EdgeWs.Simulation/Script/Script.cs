using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The application and the operator of a simulated world: does at random what either may do, from outside and inside of handlers.</summary>
    /// <remarks>To have a new feature simulated, add what can be done with it here, and what must hold to its end, server or loop.</remarks>
    internal sealed class Script(World world)
    {
        private readonly Dice _dice = world.Dice;
        private readonly Faults _faults = new Faults(world);
        private readonly Usage _usage = new Usage(world);

        internal Arrivals Arrivals { get; } = new Arrivals(world);

        /// <summary>Whether handlers only listen from now on.</summary>
        internal bool IsOver { get; private set; }

        internal void Act()
        {
            Action act = _dice.Next(world.Profile.IsCalm ? 10 : 14) switch
            {
                0 => () => Arrivals.Connect(_dice.Pick(world.Servers)),
                1 => () => Arrivals.ConnectRaw(_dice.Pick(world.Servers)),
                2 when _dice.OneIn(2) => () => Arrivals.Visit(_dice.Pick(world.Servers)),
                2 => Arrivals.ConnectToRaw,
                < 6 when world.Raws.Count > 0 => _dice.Pick(world.Raws).Act,
                < 10 => () => _usage.Use(PickEnd(), null),
                10 when world.Profile.RunsOutOfMemory => () => _dice.Pick(world.Loops).Pool.FailAfter = _dice.Next(4),
                _ => _faults.Strike,
            };
            act();
        }

        /// <summary>Called in every handler of a connection or server: mostly does nothing.</summary>
        internal void InHandler(LibraryEnd end, WsMessage message)
        {
            int mischief = world.Profile.Mischief;
            if (IsOver || mischief == 0 || !_dice.OneIn(mischief))
            {
                return;
            }

            Action act = _dice.Next(12) switch
            {
                0 => () => Throw(end),
                1 when !world.Profile.IsCalm => () => world.HoldUp(_dice.Pick(10, 300, 2500)),
                2 => () => Arrivals.Connect(_dice.Pick(world.Servers)),
                _ => () => _usage.Use(_dice.OneIn(2) ? end : PickEnd(), message),
            };
            act();
        }

        internal void InHandshake(SimServer server, WsHandshake handshake)
        {
            Action act = IsOver || world.Profile.Mischief == 0 ? null : _dice.Next(16) switch
            {
                0 => () => handshake.Refuse(401, "WWW-Authenticate: Basic"),
                1 => () => Throw(null),
                2 => () => handshake.Account = server,
                3 => () => InHandler(null, null),
                _ => null,
            };
            act?.Invoke();
        }

        internal void AddServer()
        {
            SimLoop loop = _dice.Pick(world.Loops);
            world.Servers.Add(new SimServer(loop, world.Servers.Count, world.Profile.CreateServerOptions(loop.Scheduler)));
        }

        /// <summary>Ends all that goes on by itself, and what makes the network slow. What is dead stays dead.</summary>
        internal void Settle()
        {
            IsOver = true;
            world.Loops.ForEach(loop => loop.Settle());
            world.Links.ForEach(link => link.Heal());
            world.Raws.ForEach(raw => raw.Settle());
            world.Visitors.ForEach(visitor => visitor.Settle());
            foreach (LibraryEnd end in world.Ends.ToArray())
            {
                end.Sender.EndParts();
            }
        }

        private void Throw(LibraryEnd end)
        {
            world.Log?.Add($"handler of {end?.Name} throws");
            end?.WillFail();
            throw new ScriptException();
        }

        private LibraryEnd PickEnd() => world.Ends.Count == 0 ? null : _dice.Pick(world.Ends);
    }
}
