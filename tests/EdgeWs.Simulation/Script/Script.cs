using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>The application and the operator of a simulated world: does at random what either may do, from outside and inside of handlers.</summary>
    /// <remarks>To have a new feature simulated, add what can be done with it here, and what must hold to its end, server or loop.</remarks>
    internal sealed class Script
    {
        private const int MaxEnds = 12;
        private const int ProbeAddress = 99;

        private readonly World _world;
        private readonly Dice _dice;
        private readonly Faults _faults;
        private int _names;

        internal Script(World world)
        {
            _world = world;
            _dice = world.Dice;
            _faults = new Faults(world);
        }

        /// <summary>Whether handlers only listen from now on.</summary>
        internal bool IsOver { get; private set; }

        /// <summary>Does something between two passes.</summary>
        internal void Act()
        {
            switch (_dice.Next(_world.Profile.IsCalm ? 10 : 14))
            {
                case 0:
                    Connect(Pick(_world.Servers));
                    break;
                case 1:
                    ConnectRaw(Pick(_world.Servers));
                    break;
                case 2:
                    ConnectToRaw();
                    break;
                case 3:
                case 4:
                case 5:
                    ActRaw();
                    break;
                case < 10:
                    Use(PickEnd(), null);
                    break;
                case 10:
                    if (_world.Profile.RunsOutOfMemory)
                    {
                        Pick(_world.Loops).Pool.FailAfter = _dice.Next(4);
                    }

                    break;
                default:
                    _faults.Strike();
                    break;
            }
        }

        /// <summary>Called in every handler of a connection or server: mostly does nothing.</summary>
        internal void InHandler(LibraryEnd end, WsMessage message)
        {
            int mischief = _world.Profile.Mischief;
            if (IsOver || mischief == 0 || !_dice.OneIn(mischief))
            {
                return;
            }

            switch (_dice.Next(12))
            {
                case 0:
                    _world.Log?.Add($"handler of {end?.Name} throws");
                    end?.WillFail();
                    throw new ScriptException();
                case 1 when end != null:
                    ExpectNoPolling(end.Loop);
                    break;
                case 2 when !_world.Profile.IsCalm:
                    _world.Log?.Add($"handler of {end?.Name} takes its time");
                    _world.HoldUp(_dice.Pick(10, 300, 2500));
                    break;
                case 3:
                    Connect(Pick(_world.Servers));
                    break;
                default:
                    Use(_dice.OneIn(2) ? end : PickEnd(), message);
                    break;
            }
        }

        internal void InHandshake(SimServer server, WsHandshake handshake)
        {
            if (IsOver || _world.Profile.Mischief == 0)
            {
                return;
            }

            switch (_dice.Next(16))
            {
                case 0:
                    handshake.Refuse(401, "WWW-Authenticate: Basic");
                    break;
                case 1:
                    throw new ScriptException();
                case 2:
                    handshake.Account = server;
                    break;
                case 3:
                    InHandler(null, null);
                    break;
            }
        }

        internal void AddServer()
        {
            SimLoop loop = Pick(_world.Loops);
            _world.Servers.Add(new SimServer(_world, this, loop, _world.Servers.Count, _world.Profile.CreateServerOptions(loop.Scheduler)));
        }

        /// <summary>Ends all that goes on by itself, and what makes the network slow. What is dead stays dead.</summary>
        internal void Settle()
        {
            IsOver = true;
            foreach (SimLoop loop in _world.Loops)
            {
                loop.ClearTimers();
                loop.Pool.FailAfter = -1;
            }

            foreach (Link link in _world.Links)
            {
                link.Up.Heal();
                link.Down.Heal();
            }

            foreach (RawEnd raw in _world.Raws)
            {
                raw.IsStuck = false;
                raw.GoOn();
            }

            foreach (LibraryEnd end in _world.Ends.ToArray())
            {
                end.EndParts();
            }
        }

        /// <summary>A client that is as good as its network.</summary>
        internal LibraryEnd Probe(SimServer server)
        {
            return Connect(server, Pick(_world.Loops), 0, false, () => CreateLink(server, ProbeAddress), true);
        }

        private void Connect(SimServer server)
        {
            if (_world.Ends.Count >= MaxEnds)
            {
                return;
            }

            bool isCalm = _world.Profile.IsCalm;
            int delay = !isCalm && _dice.OneIn(10) ? -1 : _dice.Skewed(isCalm ? 100 : 4000);
            Connect(server, Pick(_world.Loops), delay, !isCalm && _dice.OneIn(10), () => CreateLink(server));
        }

        private void ConnectToRaw()
        {
            if (_world.Ends.Count >= MaxEnds)
            {
                return;
            }

            Connect(null, Pick(_world.Loops), _dice.Skewed(100), false, () =>
            {
                Link link = CreateLink();
                RawEnd raw = new RawEnd(_world, $"L{link.Id} raw server", false);
                raw.Join(link);
                Spoil(raw);
                _world.Raws.Add(raw);
                return link.ClientTransport;
            });
        }

        private LibraryEnd Connect(SimServer server, SimLoop loop, int delay, bool fails, Func<SimTransport> connect, bool isProbe = false)
        {
            LibraryEnd end = null;
            SimTransport Join()
            {
                SimTransport transport = connect();
                if (transport != null)
                {
                    end = end.Current;
                    end.Join(transport.Link);
                    _world.Log?.Add($"{end.Name}: connects as L{transport.Link.Id}");
                }

                return transport;
            }

            SimConnector Again(SimConnector before)
            {
                SimConnector next = Attempt(_dice.Skewed(IsOver ? 100 : 2000), !IsOver && _dice.OneIn(5));
                end = end.Current;
                end.Attempt(next, before);
                return next;
            }

            SimConnector Attempt(int wait, bool isFailure) => new SimConnector(_world, wait, isFailure, _dice.OneIn(2), Join, Again);
            SimConnector connector = Attempt(delay, fails);
            WsClientOptions options = _world.Profile.CreateClientOptions(loop.Scheduler);
            if (isProbe)
            {
                options.ReconnectDelay = 0;
                options.MaxBufferedBytes = 1000;
                options.StreamMessages = false;
            }

            WsClient client = WsClient.Create(WsUrl.Parse("ws://sim/chat"), options, connector);
            end = new LibraryEnd(_world, this, loop, client, options, "client " + (++_names).ToString())
            {
                Connector = connector,
                Server = server,
            };
            _world.Log?.Add($"{end.Name}: created for {server?.Name ?? "a raw server"}");
            _world.Ends.Add(end);
            return end;
        }

        private void ConnectRaw(SimServer server)
        {
            SimTransport transport = _world.Raws.Count < MaxEnds ? CreateLink(server) : null;
            if (transport == null)
            {
                return;
            }

            RawEnd raw = new RawEnd(_world, $"L{transport.Link.Id} raw client", true);
            raw.Join(transport.Link);
            _world.Raws.Add(raw);
            _world.Log?.Add($"{raw.Name}: connects");
            if (!_world.Profile.IsCalm && _dice.OneIn(6))
            {
                raw.BadRequest();
                return;
            }

            raw.Request(server.Options.Origins);
            if (_dice.OneIn(4))
            {
                raw.Send(Payload.Create(_dice, 100), 1);
            }

            Spoil(raw);
        }

        private void Spoil(RawEnd raw)
        {
            if (!_world.Profile.IsCalm)
            {
                raw.IsStuck = _dice.OneIn(5);
                raw.IsMute = _dice.OneIn(5);
            }
        }

        private SimTransport CreateLink(SimServer server, int address = 0)
        {
            if (!server.Listener.CanConnect)
            {
                return null;
            }

            Link link = CreateLink(address);
            server.Listener.Connect(link.ServerTransport);
            return link.ClientTransport;
        }

        private Link CreateLink(int address = 0)
        {
            Link link = _world.CreateLink(address == 0 ? _dice.Between(2, 4) : address);
            if (!IsOver)
            {
                _faults.Shape(link.Up);
                _faults.Shape(link.Down);
            }

            return link;
        }

        private void Use(LibraryEnd end, WsMessage message)
        {
            end = end?.Current;
            if (end == null)
            {
                return;
            }

            SimServer server = Pick(_world.Servers);
            switch (_dice.Next(24))
            {
                case >= 20:
                    end.SendInParts();
                    break;
                case < 8:
                    Send(end, message);
                    break;
                case 8:
                    for (int i = _dice.Next(6); i >= 0; i--)
                    {
                        Send(end, null);
                    }

                    break;
                case 9:
                    server.Broadcast(message != null ? Payload.Of(message) : Payload.Create(_dice, 2500));
                    break;
                case 10:
                case 11:
                    end.Ping(_world.Profile.IsCalm ? _dice.Between(3000, 9000) : _dice.Between(1, 5000), !_dice.OneIn(5));
                    break;
                case 12:
                case 13:
                    end.Close(_dice.Pick(1000, 1001, 1011, 3000, 4999), _dice.Pick(string.Empty, "done", new string('é', 80)));
                    break;
                case 14:
                    if (!server.IsListening)
                    {
                        server.Start();
                    }
                    else if (_dice.OneIn(4))
                    {
                        server.Stop();
                    }

                    break;
                case 15:
                    SetTimer(end.Loop, end);
                    break;
                case 16:
                    end.Loop.ClearTimer();
                    break;
                case 17:
                    end.Loop.Post(() => InHandler(end, null));
                    break;
                case 18 when !end.IsClosed && message == null && !end.Loop.IsPolling:
                    // Another place in the order of polling.
                    end.Loop.Scheduler.Remove(end.Connection);
                    end.Loop.Scheduler.Add(end.Connection);
                    break;
            }
        }

        private void SetTimer(SimLoop loop, LibraryEnd end)
        {
            if (_dice.OneIn(3))
            {
                int period = _dice.Between(50, 2000);
                loop.SetTimer(period, period, () => InHandler(end, null));
            }
            else
            {
                loop.SetTimer(_dice.Skewed(3000), 0, () => InHandler(end, null));
            }
        }

        private void Send(LibraryEnd end, WsMessage message)
        {
            if (end.Link == null && !end.KeepsMessages)
            {
                if (end.Connection.Send("too early"))
                {
                    _world.Fail(end.Name + ": sent before it was connected");
                }
            }
            else
            {
                // Now and then more than the receiver allows.
                LibraryEnd peer = end.Peer as LibraryEnd;
                int limit = peer == null || (!_world.Profile.IsCalm && _dice.OneIn(30)) ? 10000 : peer.Options.MaxMessageSize;
                bool goesOn = message != null && message.Count <= limit && _dice.OneIn(2);
                end.Send(goesOn ? Payload.Of(message) : Payload.Create(_dice, LimitSize(limit)), goesOn ? message : null);
            }
        }

        /// <summary>Huge messages only where they are asked for: they take their time.</summary>
        private int LimitSize(int limit)
        {
            return _world.Profile.IsHuge ? limit : Math.Min(limit, 10000);
        }

        private void ActRaw()
        {
            if (_world.Raws.Count == 0)
            {
                return;
            }

            RawEnd raw = Pick(_world.Raws);
            if (!raw.IsOpen)
            {
                return;
            }

            WsOptions limits = ((LibraryEnd)raw.Peer).Options;
            if (raw.IsInMessage)
            {
                // Only control frames may come now, and they are not all that there is to do.
                if (_dice.OneIn(3))
                {
                    raw.GoOn();
                }
                else if (_dice.OneIn(3))
                {
                    raw.Ping();
                }

                return;
            }

            switch (_dice.Next(_world.Profile.IsCalm ? 9 : 12))
            {
                case < 4:
                    raw.Send(Payload.Create(_dice, LimitSize(limits.MaxMessageSize)), _dice.Between(1, Math.Min(4, limits.MaxFragments)));
                    break;
                case 4:
                    raw.Ping();
                    break;
                case 5:
                    raw.Pong();
                    break;
                case 6:
                    raw.Close(_dice.Pick(1000, 1001, 1005, 1012, 3999), string.Empty);
                    break;
                case 7:
                    raw.Flood(_dice.Between(20, 400));
                    break;
                case 8:
                    raw.Begin(Payload.Create(_dice, LimitSize(limits.MaxMessageSize)));
                    break;
                case 9:
                    raw.IsStuck = !raw.IsStuck;
                    break;
                case 10:
                    _world.Log?.Add($"{raw.Name}: sins");
                    raw.Sin(limits);
                    break;
                default:
                    _world.Log?.Add($"{raw.Name}: leaves");
                    raw.End();
                    break;
            }
        }

        private void ExpectNoPolling(SimLoop loop)
        {
            try
            {
                loop.Scheduler.Poll(0);
            }
            catch (InvalidOperationException)
            {
                return;
            }

            _world.Fail(loop.Name + ": polled from inside a handler");
        }

        private LibraryEnd PickEnd()
        {
            return _world.Ends.Count == 0 ? null : Pick(_world.Ends);
        }

        private T Pick<T>(System.Collections.Generic.List<T> items)
        {
            return items[_dice.Next(items.Count)];
        }
    }
}
