using System;
using System.Linq;

namespace EdgeWs.Simulation
{
    /// <summary>One seed from beginning to end: wild times, then calm, a look at whether all still works, and the end of everything.</summary>
    internal sealed class SimulationRun
    {
        private readonly World _world;
        private readonly Script _script;
        private readonly Dice _dice;

        private SimulationRun(World world)
        {
            _world = world;
            _script = world.Script;
            _dice = world.Dice;
        }

        /// <returns>What went wrong, or null.</returns>
        internal static SimulationFailure Run(int seed)
        {
            Exception exception = Run(new World(seed, false));
            if (exception == null)
            {
                return null;
            }

            // The same again, for the trace.
            World world = new World(seed, true);
            Exception again = Run(world);
            string message = again?.Message == exception.Message ? exception.ToString() : $"NOT REPEATABLE: {exception}\nand then: {again}";
            return new SimulationFailure(seed, message, world.Log.ToString());
        }

        /// <summary>Runs a seed for what happens in it.</summary>
        internal static string Trace(int seed)
        {
            World world = new World(seed, true);
            Run(world);
            return world.Log.ToString();
        }

        private static Exception Run(World world)
        {
            try
            {
                new SimulationRun(world).Run();
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        }

        private void Run()
        {
            for (int i = 0; i < _world.Profile.Servers; i++)
            {
                _script.AddServer();
            }

            for (int i = 0; i < _world.Profile.Steps; i++)
            {
                Step();
            }

            _script.Settle();
            _world.Log?.Add($"-- settling");
            Pass(10, 50);
            CheckArrivesIn(60, 50);
            CheckViolatorsFailed();
            _world.Log?.Add($"-- waiting for what is dead");
            CheckArrivesIn(30, 500);
            CheckReconnected();

            // Those who connect again would come at any moment.
            CloseClients(end => end.ComesBack);
            Pass(4, 250);
            _world.Log?.Add($"-- probing");
            foreach (SimServer server in _world.Servers)
            {
                ServeBacklog(server);
                Probe(server);
                ProbePage(server);
            }

            _world.Log?.Add($"-- the end");
            CloseAll();
            CheckEmpty();
        }

        private void Step()
        {
            for (int i = _dice.Next(4); i > 0; i--)
            {
                _script.Act();
            }

            int how = _dice.Next(10);
            if (how < 3)
            {
                _world.Loops[_dice.Next(_world.Loops.Count)].Pass();
            }
            else if (how < 9)
            {
                _world.Run();
            }

            _world.Advance(TimeStep());
        }

        private int TimeStep()
        {
            int kind = _dice.Next(20);
            return kind < 8 ? 0
                : kind < 16 || _world.Profile.IsCalm ? _dice.Between(1, 30)
                : kind < 19 ? _dice.Between(30, 300)
                : _dice.Between(300, 3000);
        }

        private void Pass(int steps, int milliseconds)
        {
            for (int i = 0; i < steps; i++)
            {
                _world.Run();
                _world.Advance(milliseconds);
            }

            _world.Run();
        }

        /// <summary>The network is good for a while: what was accepted between ends that stay open is there.</summary>
        private void CheckArrivesIn(int steps, int milliseconds)
        {
            Link[] open = _world.Links.Where(link => link.IsOpen).ToArray();
            Pass(steps, milliseconds);
            foreach (Link link in open.Where(link => link.IsOpen && !link.IsSilent))
            {
                link.Require(
                    link.FromClient.UnderWay + link.FromServer.UnderWay == 0,
                    $"{link.FromClient.UnderWay} messages up and {link.FromServer.UnderWay} down did not arrive");
            }
        }

        /// <summary>Who broke the protocol, so that the library has seen it, has been told by now.</summary>
        private void CheckViolatorsFailed()
        {
            _world.Raws.ForEach(raw => raw.Require(
                !raw.HasViolated || raw.Peer is not LibraryEnd { IsOpen: true }, $"broke the protocol, and its connection stands"));
        }

        /// <summary>Who connects again without end, to a server that is there and has room, is connected by now.</summary>
        private void CheckReconnected()
        {
            foreach (ClientEnd end in _world.Ends.OfType<ClientEnd>())
            {
                bool isWanted = end.ComesBack && end.Options.MaxReconnects == 0 && end.Server is { IsListening: true, IsFull: false };
                end.Require(!isWanted || end.IsOpen || !_world.Profile.IsCalm, $"has not come back");
            }
        }

        private void CloseClients(Func<ClientEnd, bool> which)
        {
            foreach (ClientEnd end in _world.Ends.OfType<ClientEnd>().Where(end => !end.IsClosed && which(end)).ToArray())
            {
                end.Close(1000, string.Empty);
            }
        }

        /// <summary>Dead clients hold the places for handshakes, but only for their time.</summary>
        private void ServeBacklog(SimServer server)
        {
            // Who is slow makes way after a second.
            const int LeastTime = 1000;
            const int Step = 250;
            int rounds = server.Listener.Waiting + server.Places + 1;
            Pass(rounds * (LeastTime / Step + 1), Step);
            server.Require(server.Listener.Waiting == 0, $"{server.Listener.Waiting} clients were not looked at");
        }

        /// <summary>A server that listens and has room serves a new client.</summary>
        private void Probe(SimServer server)
        {
            if (!server.IsListening || server.IsFull)
            {
                return;
            }

            ClientEnd probe = _script.Arrivals.Probe(server);
            Pass(40, 25);
            probe.Require(probe.IsOpen && probe.Peer is LibraryEnd, $"{server.Name} does not serve any more: {probe.Error?.Kind}");
            LibraryEnd channel = (LibraryEnd)probe.Peer;
            probe.Sender.Send(Payload.OfText("there?"), null);
            channel.Sender.Send(Payload.OfText("here"), null);
            Pass(4, 25);
            probe.Require(probe.Incoming.UnderWay + probe.Outgoing.UnderWay == 0, $"{server.Name} does not pass messages any more");
            (_dice.OneIn(2) ? probe : channel).Close(1000, "probed");
            Pass(8, 25);
            probe.Require(probe.ClosedCode == 1000 && channel.ClosedCode == 1000, $"was closed with {probe.ClosedCode} and {channel.ClosedCode}");
        }

        /// <summary>A host that listens serves a new visitor.</summary>
        private void ProbePage(SimServer server)
        {
            Visitor visitor = server.IsListening ? _script.Arrivals.Visit(server) : null;
            Pass(40, 25);
            visitor?.Require(visitor.IsServed || visitor.IsRude, $"{server.Name} serves no pages any more");
        }

        private void CloseAll()
        {
            _world.Servers.ForEach(server => server.Stop());
            CloseClients(end => _dice.OneIn(2));

            // A client whose server is gone is told; one of a raw server has nobody to tell it.
            _world.Raws.ForEach(raw => raw.End());
            _world.Visitors.ForEach(visitor => visitor.End());
            foreach (Link link in _world.Links.Where(link => link.IsSilent))
            {
                link.Reset(true, true);
            }

            Pass(120, 250);
        }

        private void CheckEmpty()
        {
            _world.Ends.ForEach(end => end.Require(false, $"still {end.Connection.State}"));
            foreach (Link link in _world.Links)
            {
                bool isClosed = (link.ClientTransport.IsClosed || link.Client is not LibraryEnd) && (link.ServerTransport.IsClosed || link.Server is RawEnd);
                link.Require(isClosed, $"a transport was not closed");
            }

            _world.Loops.ForEach(loop => loop.CheckEmpty());
            _world.Servers.ForEach(server => server.CheckEmpty());
        }
    }
}
