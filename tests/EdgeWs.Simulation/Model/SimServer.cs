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
            Start();
        }

        internal string Name { get; }

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
            _server = WsServer.Create("/chat", _listener, Options);
            _server.Started += server => _started++;
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
            var before = new (bool IsOpen, int Buffered, long Handed)[count];
            for (int i = 0; i < count; i++)
            {
                LibraryEnd channel = _channels[i];
                channel.Outgoing.Attempt(payload);
                before[i] = (channel.IsOpen, channel.Connection.BufferedBytes, channel.Handed());
            }

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
                LibraryEnd channel = _channels[i];
                channel.Deadlines.TakeNote();
                long handed = channel.Handed() - before[i].Handed;
                if (handed == length && channel.IsOpen)
                {
                    taken--;
                    channel.Taken(payload, before[i].IsOpen, before[i].Buffered);
                }
                else if (before[i].IsOpen && channel.IsOpen)
                {
                    if (handed != 0)
                    {
                        _world.Fail($"{channel.Name}: {handed} of {length} bytes of a broadcast");
                    }

                    if (hasMemory)
                    {
                        channel.Refused(payload.Bytes.Length, before[i].Buffered);
                    }
                }
            }

            if (taken != 0)
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

            if (_started != _starts || _stopped != _stops)
            {
                _world.Fail($"{Name}: started {_started} of {_starts}, stopped {_stopped} of {_stops}");
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
            _world.Ends.Add(end);
            _script.InHandler(end, null);
        }
    }
}
