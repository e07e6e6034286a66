using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>All that there is in one run, and its time.</summary>
    internal sealed class World
    {
        /// <summary>A time that does not come.</summary>
        internal const long Never = long.MaxValue / 2;

        private Violation _violation;
        private int _links;

        internal World(int seed, bool isLogged)
        {
            Log = isLogged ? new Trace(this) : null;
            Dice = new Dice(seed);
            Profile = new Profile(Dice);
            Script = new Script(this);
            int ticks = Profile.FirstTick();
            for (int i = 0; i < Profile.Loops; i++)
            {
                Loops.Add(new SimLoop(this, i, ticks));
            }
        }

        /// <summary>Null unless the run is to be told: <c>world.Log?.Add($"…")</c> costs nothing then.</summary>
        internal Trace Log { get; }

        internal Dice Dice { get; }

        internal Profile Profile { get; }

        internal Script Script { get; }

        /// <summary>Milliseconds since the beginning.</summary>
        internal long Now { get; private set; }

        internal List<SimLoop> Loops { get; } = new List<SimLoop>();

        internal List<SimServer> Servers { get; } = new List<SimServer>();

        /// <summary>The connections of the library that are not closed, or were not found closed yet.</summary>
        internal List<LibraryEnd> Ends { get; } = new List<LibraryEnd>();

        internal List<RawEnd> Raws { get; } = new List<RawEnd>();

        internal List<Visitor> Visitors { get; } = new List<Visitor>();

        internal List<Link> Links { get; } = new List<Link>();

        internal void HoldUp(int milliseconds)
        {
            Log?.Add($"a handler takes {milliseconds} ms");
            Advance(milliseconds);
            Loops.ForEach(loop => loop.NoteHoldUp());
        }

        internal void Advance(int milliseconds)
        {
            TakeNote();
            Now += milliseconds;
            Loops.ForEach(loop => loop.Advance(milliseconds));
        }

        internal Link CreateLink(int address)
        {
            Link link = new Link(this, ++_links, address);
            Links.Add(link);
            return link;
        }

        /// <summary>Runs everything until nothing is left to do at this time, then checks it.</summary>
        internal void Run()
        {
            bool worked;
            do
            {
                worked = false;
                Raws.ForEach(raw => raw.Step());
                Visitors.ForEach(visitor => visitor.Step());
                Servers.ForEach(server => server.Door?.Step());
                int first = Dice.Next(Loops.Count);
                for (int i = 0; i < Loops.Count; i++)
                {
                    worked |= Loops[(first + i) % Loops.Count].Run();
                }
            }
            while (worked);

            Ends.ForEach(end => end.CheckLeft());
            Ends.RemoveAll(end => end.Current != end);
            Ends.ForEach(end => end.CheckIdle());
            Servers.ForEach(server => server.CheckIdle());
            Ends.RemoveAll(end => end.IsClosed);
            Raws.RemoveAll(raw => raw.IsEnded);
            Visitors.RemoveAll(visitor => visitor.IsEnded);
        }

        /// <summary>Looks at what has changed: after each pass, and before time goes on.</summary>
        internal void TakeNote() => Ends.ForEach(end => end.Current.TakeNote());

        /// <summary>From inside a handler an exception does not get far, so it is kept as well.</summary>
        internal Violation Remember(Violation violation)
        {
            _violation ??= violation;
            Log?.Add($"VIOLATION {violation.Message}");
            return violation;
        }

        internal void ThrowIfFailed()
        {
            if (_violation != null)
            {
                throw new Violation(_violation.Message, _violation);
            }
        }
    }
}
