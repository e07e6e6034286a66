using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A client, from one connection or attempt to connect to the next: then another end takes its place.</summary>
    internal sealed class ClientEnd : LibraryEnd
    {
        private readonly WsClient _client;
        private readonly Flow _unsent;
        private ClientEnd _next;
        private int _attempts;
        private long _openedAt;
        private bool _isGivenUp;
        private int _kept;
        private long _keptAt = -1;
        private bool _isOpening;

        internal ClientEnd(SimLoop loop, WsClient client, WsClientOptions options, string name, SimServer server)
            : base(loop, client, options, name)
        {
            _client = client;
            _unsent = new Flow(World, name + " unsent");
            Server = server;
            client.Opened += OnOpened;
            client.Reconnecting += OnReconnecting;
        }

        internal new WsClientOptions Options => (WsClientOptions)base.Options;

        /// <summary>The server that it wants; null for one of bare bytes.</summary>
        internal SimServer Server { get; }

        internal WsError Error => _client.Error;

        /// <summary>Its attempt to connect; null while it waits for the next.</summary>
        internal SimConnector Connector { get; set; }

        /// <summary>When it waits before it connects again: until when.</summary>
        internal long WaitsUntil { get; init; }

        /// <summary>Whether it comes back whatever happens to its connection.</summary>
        internal bool ComesBack => Options.ReconnectDelay > 0 && !_isGivenUp;

        internal override LibraryEnd Current => _next == null ? this : _next.Current;

        internal override bool KeepsMessages => !IsClosed && Connection.State == WsConnectionState.Connecting && Options.KeepMessages;

        /// <summary>What is kept goes out behind what the handler of Opened sends.</summary>
        internal override bool HoldsMessages => _isOpening && _unsent.UnderWay > 0;

        internal override Flow Outgoing => WasOpened ? base.Outgoing : _unsent;

        internal override void Close(int code, string reason)
        {
            _isGivenUp = true;
            base.Close(code, reason);
        }

        /// <summary>The next attempt to connect begins.</summary>
        internal void Attempt(SimConnector connector, SimConnector before)
        {
            World.Log?.Add($"{Name}: attempt");
            Require(Connector == null && World.Now >= WaitsUntil && (before.IsCancelled || _attempts == 0), $"an attempt too early, or while another is under way");
            Connector = connector;
            Deadlines.Began();
        }

        internal override void TakeNote()
        {
            base.TakeNote();
            _keptAt = -1;
            if (IsOpen && Options.KeepMessages)
            {
                _kept = Waiting.Messages(Connection).Count;
                _keptAt = Transport.Outgoing.TotalTaken;
            }
        }

        internal override void Drop(int waiting, int dropped)
        {
            base.Drop(waiting, dropped);
            _kept -= dropped;
        }

        protected override void OnClosed(WsConnection connection, int code, string reason)
        {
            if (ComesBack)
            {
                CountAttempt();
                Require(Options.MaxReconnects > 0 && _attempts > Options.MaxReconnects, $"does not connect again");
            }

            base.OnClosed(connection, code, reason);
        }

        private void OnOpened(WsClient client)
        {
            World.Log?.Add($"{Name}: opened");
            Require(!WasOpened && !IsClosed && client.State == WsConnectionState.Open, $"opened twice, or after its end");
            Require(client.Transport == Link.ClientTransport, $"opened with another transport");
            BeOpened();
            _openedAt = World.Now;
            _isOpening = true;
            try
            {
                World.Script.InHandler(this, null);
            }
            finally
            {
                _isOpening = false;
            }

            if (client.State == WsConnectionState.Open)
            {
                _unsent.Move(_unsent.UnderWay, Outgoing);
            }
        }

        private void OnReconnecting(WsClient client, int code, string reason, int attempt, int delay)
        {
            World.Log?.Add($"{Name}: lost with {code} '{reason}', attempt {attempt} in {delay}");
            BeEnded(client, code, reason);
            CountAttempt();
            int longest = LongestDelay();
            Require(ComesBack && (Options.MaxReconnects == 0 || _attempts <= Options.MaxReconnects), $"connects again, but should not");
            Require(
                attempt == _attempts && delay <= longest && delay >= longest - longest / 2,
                $"attempt {attempt} of {_attempts} after {delay} where {longest} is the longest");
            Require(
                client.State == WsConnectionState.Connecting && client.Protocol.Length == 0 && (Options.KeepMessages || client.BufferedBytes == 0),
                $"something is left of the lost connection");
            TakePlace(delay);

            // What its handler throws changes nothing for the client.
            World.Script.InHandler(null, null);
        }

        /// <summary>From now on another end stands for the client.</summary>
        private void TakePlace(int delay)
        {
            Detach();
            _client.Opened -= OnOpened;
            _client.Reconnecting -= OnReconnecting;
            int kept = Waiting.Messages(_client).Count;
            Require(
                _keptAt < 0 || _keptAt != Transport.Outgoing.TotalTaken || kept >= _kept,
                $"{kept} messages were kept of {_kept} of which nothing was sent");
            _next = new ClientEnd(Loop, _client, Options, Name + "'", Server)
            {
                WaitsUntil = World.Now + delay,
                _attempts = _attempts,
            };
            _next.Sender.IsDrainedDue = Sender.IsDrainedOwed;
            _next.CloseCodes.UnionWith(CloseCodes);
            _next.CloseReasons.UnionWith(CloseReasons);

            // What an opening that went wrong held back is older.
            int older = _unsent.UnderWay;
            _unsent.Move(older, _next._unsent);
            Outgoing.Move(kept - older, _next._unsent);
            World.Ends.Add(_next);
        }

        private void CountAttempt()
        {
            bool wasStable = WasOpened && World.Now - _openedAt >= Options.StableTime;
            _attempts = wasStable ? 1 : _attempts + 1;
        }

        private int LongestDelay()
        {
            long delay = Options.ReconnectDelay;
            for (int i = 1; i < _attempts && delay < Options.MaxReconnectDelay; i++)
            {
                delay *= 2;
            }

            return (int)Math.Min(delay, Options.MaxReconnectDelay);
        }
    }
}
