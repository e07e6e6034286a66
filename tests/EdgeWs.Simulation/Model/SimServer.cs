using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A server of the library, its application, and the check of what it tells.</summary>
    internal sealed class SimServer
    {
        private readonly World _world;
        private readonly Script _script;
        private readonly bool _isUpgrade;
        private readonly List<LibraryEnd> _channels = new List<LibraryEnd>();
        private WsServer _server;
        private SimListener _listener;
        private int _started;
        private int _stopped;
        private int _starts;
        private int _stops;
        private int _lastId;

        internal SimServer(World world, Script script, SimLoop loop, int number, WsServerOptions options)
        {
            _world = world;
            _script = script;
            Loop = loop;
            Name = "S" + number;
            Options = options;
            _isUpgrade = world.Dice.OneIn(5);
            Start();
        }

        internal string Name { get; }

        /// <summary>What stands before a server in upgrade mode; null for one that listens itself.</summary>
        internal SimDoor Door { get; private set; }

        internal SimLoop Loop { get; }

        internal WsServerOptions Options { get; }

        internal bool IsListening => !_listener.IsClosed;

        internal SimListener Listener => _listener;

        internal bool WasStopped => _stops > 0;

        internal bool IsFull => _channels.Count >= Options.MaxChannels;

        internal IReadOnlyList<LibraryEnd> Channels => _channels;

        /// <summary>Listens. A server over a listener of its own is listening from its beginning, so each start makes another.</summary>
        internal void Start()
        {
            _world.Log?.Add($"{Name}: start");
            _starts++;
            _lastId = 0;
            _listener = new SimListener(_world);
            if (_isUpgrade)
            {
                _server = WsServer.Create("/chat", Options);
                Door = new SimDoor(_world, Loop, _listener, _server);
            }
            else
            {
                _server = WsServer.Create("/chat", _listener, Options);
                _server.Started += server => _started++;
            }

            _server.Stopped += OnStopped;
            _server.Handshake += OnHandshake;
            _server.Connection += OnConnection;
        }

        internal void Stop()
        {
            if (!IsListening)
            {
                return;
            }

            _world.Log?.Add($"{Name}: stop");
            _stops++;
            foreach (LibraryEnd channel in _channels)
            {
                channel.BeginsToClose(WsCloseCode.GoingAway, string.Empty);
            }

            _server.Stop();
            if (_isUpgrade)
            {
                _listener.Close();
                Door.Step();
            }

            foreach (LibraryEnd channel in _channels)
            {
                channel.Deadlines.TakeNote();
            }

            if (!_listener.IsClosed || _server.Port != -1)
            {
                _world.Fail(Name + ": listens after Stop");
            }
        }

        internal void Broadcast(Payload payload)
        {
            int count = _channels.Count;
            var before = new Waiting[count];
            for (int i = 0; i < count; i++)
            {
                LibraryEnd channel = _channels[i];
                channel.Outgoing.Attempt(payload);
                before[i] = new Waiting(channel);
                if (channel.Options.Overflow == WsOverflow.Close)
                {
                    channel.BeginsToClose(WsCloseCode.PolicyViolation, string.Empty);
                }
            }

            int total = Loop.Pool.Waiting;
            int taken = 0;
            bool hasMemory = true;
            Loop.Pool.IsSharing = true;
            try
            {
                taken = payload.Text != null ? _server.Broadcast(payload.Text)
                    : payload.Type == WsMessageType.Binary ? _server.Broadcast(payload.Bytes)
                    : _server.Broadcast(payload.Bytes, 0, payload.Bytes.Length, payload.Type);
            }
            catch (OutOfMemoryException)
            {
                hasMemory = false;
            }
            finally
            {
                Loop.Pool.IsSharing = false;
            }

            int length = payload.Bytes.Length;
            length += length < 126 ? 2 : length < 65536 ? 4 : 10;
            for (int i = 0; i < count; i++)
            {
                // One after the other, each with what the ones before have left to wait.
                LibraryEnd channel = _channels[i];
                int buffered = before[i].Buffered;
                bool expected = before[i].Judge(length, total, false);
                total += channel.Connection.BufferedBytes - buffered;
                channel.Deadlines.TakeNote();
                if (!hasMemory)
                {
                    channel.Dropped(before[i]);
                    continue;
                }

                // What a channel of another start takes is not this server's.
                bool took = channel.Generation == _starts && channel.IsOpen && expected;
                taken -= took ? 1 : 0;
                if (channel.Generation == _starts)
                {
                    channel.Sent(before[i], payload, expected, took);
                }
            }

            if (hasMemory && taken != 0)
            {
                _world.Fail($"{Name}: Broadcast counted {taken} too many");
            }
        }

        /// <summary>After a pass with nothing left to do.</summary>
        internal void CheckIdle()
        {
            _channels.RemoveAll(channel => channel.IsClosed && channel.Connection.State == WsConnectionState.Closed);
            int own = 0;
            foreach (LibraryEnd channel in _channels)
            {
                own += channel.Generation == _starts ? 1 : 0;
            }

            if (_server.ChannelCount != own)
            {
                _world.Fail($"{Name}: counts {_server.ChannelCount} channels where {own} are not closed");
            }

            if (_server.ChannelCount > Options.MaxChannels)
            {
                _world.Fail(Name + ": more channels than allowed");
            }

            if (_started != (_isUpgrade ? 0 : _starts) || _stopped != _stops)
            {
                _world.Fail($"{Name}: started {_started} of {_starts}, stopped {_stopped} of {_stops}");
            }
        }

        private void CheckAddress(LibraryEnd end)
        {
            int count = 0;
            foreach (LibraryEnd channel in _channels)
            {
                bool isThere = channel.Generation == _starts && !channel.IsClosed;
                count += isThere && channel.Link.Address == end.Link.Address ? 1 : 0;
            }

            if (Options.MaxChannelsPerAddress > 0 && count > Options.MaxChannelsPerAddress)
            {
                _world.Fail($"{end.Name}: {count} channels from one address");
            }
        }

        private void OnStopped(WsServer server)
        {
            _stopped++;
            _script.InHandler(null, null);
        }

        private void OnHandshake(WsServer server, WsHandshake handshake)
        {
            _script.InHandshake(this, handshake);
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            Link link = ((SimTransport)channel.Transport).Link;
            LibraryEnd end = new LibraryEnd(_world, _script, Loop, channel, Options, $"L{link.Id} channel")
            {
                Server = this,
                Generation = _starts,
            };
            _world.Log?.Add($"{end.Name}: connection {channel.Id}");
            end.Join(link);
            end.OpenAsChannel();
            if (channel.Id != ++_lastId)
            {
                _world.Fail($"{end.Name}: channel {channel.Id} after {_lastId - 1}");
            }

            // The answer to the handshake may already have found the connection broken.
            bool isOpen = channel.State == WsConnectionState.Open || end.Transport.ToldBroken || Loop.Pool.Failures > 0;
            if (server != _server || !IsListening || !isOpen)
            {
                _world.Fail(end.Name + ": Connection of a server that does not listen, or not open");
            }

            _channels.Add(end);
            CheckAddress(end);
            _world.Ends.Add(end);
            _script.InHandler(end, null);
        }
    }
}
