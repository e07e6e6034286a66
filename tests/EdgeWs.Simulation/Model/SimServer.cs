using System.Collections.Generic;
using System.Linq;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A server of the library, its application, and the check of what it tells.</summary>
    internal sealed class SimServer : Subject
    {
        private readonly bool _isUpgrade;
        private readonly bool _isHosted;
        private readonly List<ChannelEnd> _channels = new List<ChannelEnd>();
        private readonly List<SimHost> _hosts = new List<SimHost>();
        private WsServer _server;
        private int _started;
        private int _stopped;
        private int _starts;
        private int _stops;
        private int _lastId;

        internal SimServer(SimLoop loop, int number, WsServerOptions options)
            : base(loop.World, "S" + number)
        {
            Loop = loop;
            Options = options;
            _isHosted = World.Dice.OneIn(3);
            _isUpgrade = !_isHosted && World.Dice.OneIn(5);
            Start();
        }

        /// <summary>What stands before a server in upgrade mode; null for one that listens itself.</summary>
        internal bool IsUpgrade => _isUpgrade;

        internal SimDoor Door { get; private set; }

        /// <summary>The library's own HTTP server before it; null for one that has none.</summary>
        internal SimHost Host { get; private set; }

        /// <summary>How many may be on their way in.</summary>
        internal int Places => Host?.Places ?? Options.MaxHandshakes;

        internal SimLoop Loop { get; }

        internal WsServerOptions Options { get; }

        internal SimListener Listener { get; private set; }

        internal bool IsListening => !Listener.IsClosed;

        internal bool WasStopped => _stops > 0;

        internal bool IsFull => _channels.Count >= Options.MaxChannels;

        /// <summary>Listens. A server over a listener of its own is listening from its beginning, so each start makes another.</summary>
        internal void Start()
        {
            World.Log?.Add($"{Name}: start{(_isUpgrade ? " behind an HTTP server" : _isHosted ? " behind a host" : string.Empty)}");
            _starts++;
            _lastId = 0;
            Listener = new SimListener(World);
            if (_isUpgrade)
            {
                _server = WsServer.Create("/chat", Options);
                Door = new SimDoor(World, Loop, Listener, _server);
            }
            else if (_isHosted)
            {
                _server = WsServer.Create("/chat", Options);
                Host = new SimHost(Loop, Name, Listener, _server);
                _hosts.Add(Host);
            }
            else
            {
                _server = WsServer.Create("/chat", Listener, Options);
                _server.Started += server => _started++;
            }

            _server.Stopped += OnStopped;
            _server.Connecting += (server, handshake) => World.Script.InHandshake(this, handshake);
            _server.Connected += OnConnection;
        }

        internal void Stop()
        {
            if (!IsListening)
            {
                return;
            }

            World.Log?.Add($"{Name}: stop");
            _stops++;
            _channels.ForEach(channel => channel.BeginsToClose(WsCloseCode.GoingAway, string.Empty));
            _server.Stop();
            if (_isUpgrade)
            {
                Listener.Close();
                Door.Step();
            }

            Host?.Stop();

            Require(Listener.IsClosed && _server.Port == -1, $"listens after Stop");
        }

        internal void Broadcast(Payload payload)
        {
            ChannelEnd[] channels = _channels.ToArray();
            Waiting[] before = channels.Select(channel => new Waiting(channel)).ToArray();
            foreach (ChannelEnd channel in channels)
            {
                channel.Outgoing.Attempt(payload);
                if (channel.Options.Overflow == WsOverflow.Close)
                {
                    channel.BeginsToClose(WsCloseCode.PolicyViolation, string.Empty);
                }
            }

            int total = Loop.Pool.Waiting;
            Loop.Pool.IsSharing = true;
            bool hasMemory = TryCall(() => BroadcastAs(payload), out int taken);
            Loop.Pool.IsSharing = false;
            for (int i = 0; i < channels.Length; i++)
            {
                // One after the other, each with what the ones before have left to wait. What a channel of another start takes is not this server's.
                ChannelEnd channel = channels[i];
                bool expected = channel.Sender.Expects(before[i], payload, total, false);
                total += channel.Connection.BufferedBytes - before[i].Buffered;
                if (!hasMemory)
                {
                    channel.Sender.Dropped(before[i]);
                }
                else if (channel.Generation == _starts)
                {
                    bool took = channel.IsOpen && expected;
                    taken -= took ? 1 : 0;
                    channel.Sender.Sent(before[i], payload, expected, took);
                }
            }

            Require(taken == 0 || !hasMemory, $"Broadcast counted {taken} too many");
        }

        internal void CheckEmpty() => _hosts.ForEach(host => host.CheckEmpty());

        internal void CheckIdle()
        {
            _hosts.ForEach(host => host.CheckIdle());
            _channels.RemoveAll(channel => channel.IsClosed && channel.Connection.State == WsConnectionState.Closed);
            int own = _channels.Count(channel => channel.Generation == _starts);
            Require(_server.ChannelCount == own, $"counts {_server.ChannelCount} channels where {own} are not closed");
            Require(own <= Options.MaxChannels, $"more channels than allowed");
            Require(
                _started == (_isUpgrade || _isHosted ? 0 : _starts) && _stopped == _stops,
                $"started {_started} of {_starts}, stopped {_stopped} of {_stops}");
        }

        private int BroadcastAs(Payload payload)
        {
            return payload.Text != null ? _server.Broadcast(payload.Text) : _server.Broadcast(payload.Bytes, 0, payload.Bytes.Length, payload.Type);
        }

        private void OnStopped(WsServer server)
        {
            _stopped++;
            World.Script.InHandler(null, null);
        }

        private void OnConnection(WsServer server, WsServerChannel channel)
        {
            ChannelEnd end = new ChannelEnd(Loop, channel, Options, _starts);
            World.Log?.Add($"{end.Name}: connection {channel.Id}");
            Require(channel.Id == ++_lastId, $"channel {channel.Id} after {_lastId - 1}");

            // The answer to the handshake may already have found the connection broken.
            bool isOpen = channel.State == WsConnectionState.Open || end.Transport.IsBroken || Loop.Pool.Failures > 0;
            Require(server == _server && IsListening && isOpen, $"Connection of a server that does not listen, or not open");
            int others = _channels.Count(other => other.Generation == _starts && !other.IsClosed && other.Link.Address == end.Link.Address);
            Require(
                Options.MaxChannelsPerAddress == 0 || others < Options.MaxChannelsPerAddress,
                $"{others + 1} channels from one address");
            _channels.Add(end);
            World.Ends.Add(end);
            World.Script.InHandler(end, null);
        }
    }
}
