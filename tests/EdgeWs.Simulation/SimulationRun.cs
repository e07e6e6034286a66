using System;
using System.Linq;
using EdgeWs.Nano;

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
            _script = new Script(world);
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
            string message = again != null && again.Message == exception.Message
                ? exception.ToString()
                : "NOT REPEATABLE: " + exception + "\nand then: " + (again?.ToString() ?? "nothing");
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
            Link[] open = _world.Links.Where(IsOpen).ToArray();
            Pass(60, 50);
            CheckArrived(open);
            _world.Log?.Add($"-- waiting for what is dead");
            open = _world.Links.Where(IsOpen).ToArray();
            Pass(30, 500);

            CheckArrived(open);
            CheckReconnected();
            CloseReconnecting();
            Pass(4, 250);
            _world.Log?.Add($"-- probing");
            foreach (SimServer server in _world.Servers)
            {
                ServeBacklog(server);
                Probe(server);
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

        /// <summary>The network was good for a while: what was accepted between ends that are open is there.</summary>
        /// <param name="open">Those that were open when that while began.</param>
        private void CheckArrived(Link[] open)
        {
            foreach (Link link in open)
            {
                if (IsOpen(link) && !link.IsSilent && link.FromClient.UnderWay + link.FromServer.UnderWay > 0)
                {
                    _world.Fail($"L{link.Id}: {link.FromClient.UnderWay} messages up and {link.FromServer.UnderWay} down did not arrive");
                }
            }
        }

        private static bool IsOpen(Link link)
        {
            return link.Client != null && link.Client.IsOpen && link.Server != null && link.Server.IsOpen;
        }

        /// <summary>Who connects again without end, to a server that is there and has room, is connected by now.</summary>
        private void CheckReconnected()
        {
            foreach (LibraryEnd end in _world.Ends)
            {
                bool goesOn = end.IsClient && end.Server != null && ((WsClientOptions)end.Options).ReconnectDelay > 0
                    && ((WsClientOptions)end.Options).MaxReconnects == 0 && !end.IsGivenUp;
                if (goesOn && _world.Profile.IsCalm && !end.IsOpen && end.Server.IsListening && !end.Server.IsFull)
                {
                    _world.Fail($"{end.Name}: has not come back");
                }
            }
        }

        /// <summary>They would come at any moment.</summary>
        private void CloseReconnecting()
        {
            foreach (LibraryEnd end in _world.Ends.ToArray())
            {
                if (!end.IsClosed && end.IsClient && ((WsClientOptions)end.Options).ReconnectDelay > 0)
                {
                    end.Close(1000, string.Empty);
                }
            }
        }

        /// <summary>Dead clients hold the places for handshakes, but only for their time.</summary>
        private void ServeBacklog(SimServer server)
        {
            // Who is slow makes way after a second.
            const int LeastTime = 1000;
            const int Step = 250;
            int rounds = server.Listener.Waiting + server.Options.MaxHandshakes + 1;
            Pass(rounds * (LeastTime / Step + 1), Step);
            if (server.Listener.Waiting > 0)
            {
                _world.Fail($"{server.Name}: {server.Listener.Waiting} clients were not looked at");
            }
        }

        /// <summary>A server that listens and has room serves a new client.</summary>
        private void Probe(SimServer server)
        {
            if (!server.IsListening || server.IsFull)
            {
                return;
            }

            LibraryEnd probe = _script.Probe(server);
            Pass(40, 25);
            if (!probe.IsOpen || !(probe.Peer is LibraryEnd channel))
            {
                _world.Fail($"{server.Name}: does not serve any more: {((WsClient)probe.Connection).Error?.Kind}");
                return;
            }

            probe.Send(Payload.OfText("there?"), null);
            channel.Send(Payload.OfText("here"), null);
            Pass(4, 25);
            if (probe.Incoming.UnderWay + probe.Outgoing.UnderWay > 0)
            {
                _world.Fail(server.Name + ": does not pass messages any more");
            }

            (_dice.OneIn(2) ? probe : channel).Close(1000, "probed");
            Pass(8, 25);
            if (probe.ClosedCode != 1000 || channel.ClosedCode != 1000)
            {
                _world.Fail($"{server.Name}: a probe was closed with {probe.ClosedCode} and {channel.ClosedCode}");
            }
        }

        private void CloseAll()
        {
            foreach (SimServer server in _world.Servers)
            {
                server.Stop();
            }

            foreach (LibraryEnd end in _world.Ends.ToArray())
            {
                if (!end.IsClosed && end.IsClient && _dice.OneIn(2))
                {
                    end.Close(1000, string.Empty);
                }
            }

            // A client whose server is gone is told; one of a raw server has nobody to tell it.
            foreach (RawEnd raw in _world.Raws)
            {
                raw.End();
            }

            foreach (Link link in _world.Links)
            {
                if (link.IsSilent)
                {
                    link.Reset(true, true);
                }
            }

            Pass(120, 250);
        }

        private void CheckEmpty()
        {
            foreach (LibraryEnd end in _world.Ends)
            {
                _world.Fail($"{end.Name}: still {end.Connection.State}");
            }

            foreach (Link link in _world.Links)
            {
                bool isLibraryClient = link.Client is LibraryEnd;
                bool isRawServer = link.Server is RawEnd;
                if ((isLibraryClient && !link.ClientTransport.IsClosed) || (!isRawServer && !link.ServerTransport.IsClosed))
                {
                    _world.Fail($"L{link.Id}: a transport was not closed");
                }
            }

            foreach (SimLoop loop in _world.Loops)
            {
                loop.CheckEmpty();
            }
        }
    }
}
