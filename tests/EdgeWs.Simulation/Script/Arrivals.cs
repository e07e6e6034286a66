using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>Connections that come into being: of the library's clients, of clients and to servers that are made of bare bytes.</summary>
    internal sealed class Arrivals(World world)
    {
        private const int MaxEnds = 12;
        private const int ProbeAddress = 99;

        private readonly Dice _dice = world.Dice;
        private readonly Faults _faults = new Faults(world);
        private int _names;

        private bool IsCalm => world.Profile.IsCalm;

        internal void Connect(SimServer server)
        {
            if (world.Ends.Count < MaxEnds)
            {
                int delay = !IsCalm && _dice.OneIn(10) ? -1 : _dice.Skewed(IsCalm ? 100 : 4000);
                Connect(server, CreateOptions(), delay, OneIn(10), () => CreateLink(server)?.ClientTransport);
            }
        }

        /// <summary>A client that is as good as its network.</summary>
        internal ClientEnd Probe(SimServer server)
        {
            WsClientOptions options = CreateOptions();
            options.ReconnectDelay = 0;

            // A door whose listener could not accept asks again after a while only.
            options.HandshakeTimeout = 3000;
            options.MaxBufferedBytes = 1000;
            options.StreamMessages = false;
            return Connect(server, options, 0, false, () => CreateLink(server, ProbeAddress)?.ClientTransport);
        }

        internal void ConnectToRaw()
        {
            if (world.Ends.Count < MaxEnds)
            {
                Connect(null, CreateOptions(), _dice.Skewed(100), false, () => CreateRaw(CreateLink(), false).Link.ClientTransport);
            }
        }

        internal void ConnectRaw(SimServer server)
        {
            Link link = world.Raws.Count < MaxEnds ? CreateLink(server) : null;
            if (link == null)
            {
                return;
            }

            RawEnd raw = CreateRaw(link, true);
            world.Log?.Add($"{raw.Name}: connects");
            if (OneIn(6))
            {
                raw.Opening.BadRequest();
                return;
            }

            raw.Opening.Request(server.Options.Origins);
            if (_dice.OneIn(4))
            {
                // Together with the request.
                raw.Send(Payload.Create(_dice, 100), 1);
            }
        }

        /// <summary>A client that asks for pages, where there are some.</summary>
        internal Visitor Visit(SimServer server)
        {
            Link link = server.Host == null || world.Visitors.Count >= MaxEnds ? null : CreateLink(server);
            if (link == null)
            {
                return null;
            }

            Visitor visitor = new Visitor(world, server, link);
            world.Visitors.Add(visitor);
            return visitor;
        }

        private WsClientOptions CreateOptions() => world.Profile.CreateClientOptions(_dice.Pick(world.Loops).Scheduler);

        private ClientEnd Connect(SimServer server, WsClientOptions options, int delay, bool fails, Func<SimTransport> connect)
        {
            ClientEnd end = null;
            bool isFirst = true;
            SimTransport Join()
            {
                SimTransport transport = connect();
                if (transport != null)
                {
                    end = (ClientEnd)end.Current;
                    end.Join(transport.Link);
                    world.Log?.Add($"{end.Name}: connects as {transport.Link.Name}");
                }

                return transport;
            }

            SimConnector Again(SimConnector before)
            {
                SimConnector next = isFirst
                    ? Attempt(delay, fails)
                    : Attempt(_dice.Skewed(world.Script.IsOver ? 100 : 2000), !world.Script.IsOver && _dice.OneIn(5));
                isFirst = false;
                end = (ClientEnd)end.Current;
                end.Attempt(next, before);
                return next;
            }

            SimConnector Attempt(int wait, bool isFailure) => new SimConnector(
                world, wait, isFailure ? _dice.Pick(WsErrorKind.NotResolved, WsErrorKind.NotConnected) : null, Join, Again);

            WsClient client = WsClient.Create(WsUrl.Parse("ws://sim/chat"), options, Attempt(0, false));
            SimLoop loop = world.Loops.Find(loop => loop.Scheduler == options.Scheduler);
            end = new ClientEnd(loop, client, options, "client " + ++_names, server) { WaitsUntil = world.Now };
            world.Log?.Add($"{end.Name}: created for {server?.Name ?? "a raw server"}");
            world.Ends.Add(end);
            return end;
        }

        private RawEnd CreateRaw(Link link, bool isClient)
        {
            RawEnd raw = new RawEnd(world, link.Name + (isClient ? " raw client" : " raw server"), isClient)
            {
                IsStuck = OneIn(5),
                IsMute = OneIn(5),
            };
            raw.Join(link);
            world.Raws.Add(raw);
            return raw;
        }

        private Link CreateLink(SimServer server, int address = 0)
        {
            Link link = server.Listener.CanConnect ? CreateLink(address) : null;
            if (link != null)
            {
                server.Listener.Connect(link.ServerTransport);
            }

            return link;
        }

        private Link CreateLink(int address = 0)
        {
            Link link = world.CreateLink(address == 0 ? _dice.Between(2, 4) : address);
            if (!world.Script.IsOver)
            {
                _faults.Shape(link.Up);
                _faults.Shape(link.Down);
            }

            return link;
        }

        /// <summary>As <see cref="Dice.OneIn"/>, but never in a calm world.</summary>
        private bool OneIn(int n) => !IsCalm && _dice.OneIn(n);
    }
}
