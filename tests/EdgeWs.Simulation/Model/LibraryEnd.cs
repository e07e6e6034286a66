using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A connection of the library, its application, and the check of everything that it tells and does.</summary>
    internal sealed class LibraryEnd : End
    {
        // How a flood of small messages is throttled: 2 KB are halved six times, once a pass.
        private const int FewMessages = 4;
        private const int MostMessages = 17;
        private const int PassesToThrottle = 7;

        private const int MaxPart = 2000;

        private readonly Script _script;
        private readonly List<SentPing> _pings = new List<SentPing>();
        private readonly Flow _unsent;
        private int _closedCount;
        private int _attempts;
        private long _openedAt;
        private LibraryEnd _next;
        private int _parts;
        private bool _isDrainedDueAfterParts;
        private int _kept;
        private long _keptAt = -1;
        private int _inPass;
        private int _busyPasses;
        private bool _hadRoom;

        internal LibraryEnd(World world, Script script, SimLoop loop, WsConnection connection, WsOptions options, string name)
            : base(world, name, connection is WsClient)
        {
            _script = script;
            Loop = loop;
            Connection = connection;
            Options = options;
            Deadlines = new Deadlines(world, this);
            connection.Message += OnMessage;
            connection.Pinged += OnPinged;
            connection.Drained += OnDrained;
            connection.Closed += OnClosed;
            if (connection is WsClient client)
            {
                _unsent = new Flow(world, name + " unsent");
                client.Opened += OnOpened;
                client.Reconnecting += OnReconnecting;
            }
        }

        internal SimLoop Loop { get; }

        internal WsConnection Connection { get; }

        internal WsOptions Options { get; }

        internal Deadlines Deadlines { get; }

        /// <summary>The client's attempt to connect; null for a channel.</summary>
        internal SimConnector Connector { get; set; }

        /// <summary>For a client that waits before it connects again: until when.</summary>
        internal long WaitsUntil { get; private set; }

        /// <summary>Whether the application closed the client, which ends it.</summary>
        internal bool IsGivenUp { get; private set; }

        /// <summary>The same, or what has taken its place since the client connects again.</summary>
        internal LibraryEnd Current => _next == null ? this : _next.Current;

        /// <summary>What was received so far.</summary>
        internal FrameTap Tap => IsClient ? Link.AtClient : Link.AtServer;

        /// <summary>Whether a message that is sent in parts has begun.</summary>
        internal bool IsInParts { get; private set; }

        /// <summary>Whether messages are taken though it is not open.</summary>
        internal bool KeepsMessages => !IsClosed && Connection.State == WsConnectionState.Connecting && ((WsClientOptions)Options).KeepMessages;

        internal override Flow Outgoing => IsClient && !WasOpened ? _unsent : base.Outgoing;

        /// <summary>The server that the client wants, or whose channel this is.</summary>
        internal SimServer Server { get; init; }

        /// <summary>For a channel: which start of its server it belongs to.</summary>
        internal int Generation { get; init; }

        /// <summary>Whether the application was told that the connection is there.</summary>
        internal bool WasOpened { get; private set; }

        /// <summary>Whether the application has failed it from inside: thrown out of a handler, or run out of memory.</summary>
        internal bool IsFailed { get; set; }

        /// <summary>Whether a message was refused, so that Drained is due.</summary>
        internal bool IsDrainedDue { get; private set; }

        /// <summary>Whether the peer has sent something for which the library has to fail the connection.</summary>
        internal bool IsFoiled => Foiled() != 0;

        internal bool IsClosed => _closedCount > 0;

        internal int ClosedCode { get; private set; }

        internal IReadOnlyList<SentPing> Pings => _pings;

        internal override bool IsOpen => !IsClosed && Connection.State == WsConnectionState.Open;

        internal void OpenAsChannel()
        {
            WasOpened = true;
            Deadlines.Opened();
        }

        /// <param name="payload">What to send.</param>
        /// <param name="message">The received message that it is, to be sent on as it is; or null.</param>
        internal void Send(Payload payload, WsMessage message)
        {
            Waiting before = new Waiting(this);
            int total = Loop.Pool.Waiting;
            bool expected = Expects(before, FrameLength(payload.Bytes.Length), total, false);
            bool taken;
            Outgoing.Attempt(payload);
            try
            {
                taken = message != null ? Connection.Send(message) : SendAs(payload);
            }
            catch (OutOfMemoryException)
            {
                // What did not find room in memory was not accepted.
                World.Log?.Add($"{Name}: no memory to send");
                Dropped(before);
                IsDrainedDue |= before.IsTooMuch;
                return;
            }

            Deadlines.TakeNote();
            Sent(before, payload, expected, taken);
        }

        /// <summary>Begins, goes on with or ends a message in parts.</summary>
        internal void SendInParts()
        {
            Dice dice = World.Dice;
            if (!IsInParts)
            {
                WsMessageType type = dice.OneIn(2) ? WsMessageType.Binary : WsMessageType.Text;
                bool wasOpen = IsOpen;
                if (Connection.BeginMessage(type) != wasOpen)
                {
                    World.Fail(Name + ": began a message in another state");
                }

                if (wasOpen)
                {
                    IsInParts = true;
                    _parts = 0;
                    Outgoing.Begin(type);
                }
            }
            else if (dice.OneIn(4) || _parts >= MaxParts)
            {
                EndParts();
            }
            else
            {
                Write(Payload.OfText(new string((char)dice.Between('a', 'z'), dice.Skewed(Math.Min(MaxPart, MaxMessage / 4)))));
            }
        }

        internal void EndParts()
        {
            if (!IsInParts || !IsOpen)
            {
                return;
            }

            Waiting before = new Waiting(this);
            IsInParts = false;
            IsDrainedDue |= _isDrainedDueAfterParts;
            _isDrainedDueAfterParts = false;
            bool taken;
            try
            {
                taken = Connection.EndMessage();
            }
            catch (OutOfMemoryException)
            {
                // Without an end the connection is of no use any more.
                World.Log?.Add($"{Name}: no memory for the end of a message");
                Close(WsCloseCode.InternalError, string.Empty);
                WillFail();
                return;
            }

            Outgoing.Append(default, true);
            Deadlines.TakeNote();
            if (IsOpen && (!taken || Handed() - before.Handed != FrameLength(0)))
            {
                World.Fail(Name + ": refused the end of a message");
            }
        }

        /// <summary>What must become of a frame; a connection that is to be closed for it may say so.</summary>
        internal bool Expects(Waiting before, int length, int total, bool isPart)
        {
            bool expected = before.Judge(length, total, isPart);
            if (before.IsTooMuchForItself && before.IsOpen && Options.Overflow == WsOverflow.Close)
            {
                BeginsToClose(WsCloseCode.PolicyViolation, string.Empty);
            }

            return expected;
        }

        /// <summary>Looks at what became of a message.</summary>
        internal void Sent(Waiting before, Payload payload, bool expected, bool taken)
        {
            if (taken && !before.Takes)
            {
                World.Fail(Name + ": a connection that is not open took a message");
            }

            if (before.IsOpen && !taken && !IsOpen && expected)
            {
                // It broke: the beginning of the message may be out, but not its end.
                Outgoing.Begin(payload.Type);
                Outgoing.Append(payload.Bytes, false);
            }
            else if (Judge(before, FrameLength(payload.Bytes.Length), expected, taken) && taken)
            {
                Outgoing.Accept(payload);
                CheckBeginning();
            }
        }

        /// <summary>Messages that had to go are not expected any more.</summary>
        internal void Dropped(Waiting before)
        {
            int left = Waiting.Messages(Connection).Count;
            if (left < before.Count && !IsClosed && (IsOpen || KeepsMessages))
            {
                if (Options.Overflow != WsOverflow.DropOldest)
                {
                    World.Fail(Name + ": threw messages away");
                }

                Outgoing.Drop(before.Count, before.Count - left);
            }
        }

        /// <summary>After each pass.</summary>
        internal void TakeNote()
        {
            if (_next != null)
            {
                return;
            }

            Deadlines.TakeNote();
            _busyPasses = _inPass > FewMessages ? _busyPasses + 1 : 0;
            if (_busyPasses > PassesToThrottle && _inPass > MostMessages)
            {
                World.Fail($"{Name}: {_inPass} messages in one pass, after {_busyPasses} like it");
            }

            _inPass = 0;
            _keptAt = -1;
            if (IsClient && IsOpen && ((WsClientOptions)Options).KeepMessages)
            {
                _kept = Waiting.Messages(Connection).Count;
                _keptAt = Transport.Outgoing.TotalTaken;
            }
        }

        /// <summary>The next attempt to connect begins.</summary>
        internal void Attempt(SimConnector connector, SimConnector before)
        {
            World.Log?.Add($"{Name}: attempt");
            if (Connector != null || World.Now < WaitsUntil || !before.IsCancelled)
            {
                World.Fail(Name + ": an attempt too early, or while another is under way");
            }

            Connector = connector;
            Deadlines.Began();
        }

        /// <summary>Bytes that were given to the transport or wait for it: grows by a frame when one is accepted.</summary>
        internal long Handed()
        {
            return (Link == null || !WasOpened ? 0 : Transport.Outgoing.TotalTaken) + Connection.BufferedBytes;
        }

        internal void Ping(int timeout, bool withCallback)
        {
            bool wasOpen = IsOpen;
            SentPing ping = new SentPing(World.Now + timeout);
            try
            {
                ping.Tag = Connection.Ping(timeout, withCallback ? tag => OnPong(ping, tag) : null);
            }
            catch (OutOfMemoryException)
            {
                // No pong is awaited then.
                return;
            }

            if ((ping.Tag != 0) != wasOpen)
            {
                World.Fail(Name + ": ping on a connection in another state");
            }

            World.Log?.Add($"{Name}: ping {ping.Tag} for {timeout}");
            Deadlines.TakeNote();
            Deadlines.Pinged(timeout);
            if (wasOpen && withCallback)
            {
                _pings.Add(ping);
            }
        }

        internal void Close(int code, string reason)
        {
            World.Log?.Add($"{Name}: close {code} in state {Connection.State}");
            BeginsToClose(code, reason);
            IsGivenUp = true;
            Connection.Close(code, reason);
            if (IsOpen || Connection.State == WsConnectionState.Connecting)
            {
                World.Fail(Name + ": still open after Close");
            }

            Deadlines.TakeNote();
        }

        /// <summary>The next close frame may say this.</summary>
        internal void BeginsToClose(int code, string reason)
        {
            CloseCodes.Add(code);
            CloseReasons.Add(reason);
        }

        /// <summary>The application's handler is about to throw.</summary>
        internal void WillFail()
        {
            IsFailed = true;
            CloseCodes.Add(WsCloseCode.InternalError);
        }

        /// <summary>After a pass with nothing left to do.</summary>
        internal void CheckIdle()
        {
            if (_next != null)
            {
                return;
            }

            Deadlines.Check();
            bool hasRoom = IsDrainedDue && IsOpen && Connection.BufferedBytes == 0
                && (Loop.Pool.Waiting == 0 || Loop.Pool.Waiting < Waiting.TotalLimit(this));
            bool hadRoom = _hadRoom;
            _hadRoom = hasRoom;

            // Where others made the room it may have been too late for this pass.
            if (hasRoom && (hadRoom || Loop.Pool.Waiting == 0))
            {
                World.Fail(Name + ": no Drained after a refused message");
            }

            if (IsClosed != (Connection.State == WsConnectionState.Closed))
            {
                World.Fail(Name + ": closed without a word");
            }

            if (!IsClosed && !Loop.Polls(Connection))
            {
                World.Fail(Name + ": not closed, but not polled any more");
            }
        }

        /// <returns>Whether the connection still stands, so that what was said of the message holds.</returns>
        private bool Judge(Waiting before, int length, bool expected, bool taken)
        {
            // A transport that breaks under it takes what waited with it.
            bool stands = before.IsOpen ? IsOpen : KeepsMessages;
            if (!taken && (!stands || !before.Takes))
            {
                // For a client that connects again Drained is due all the same.
                IsDrainedDue |= before.IsTooMuch;
                return false;
            }

            if (before.IsTooMuch || (before.IsInParts && !taken))
            {
                World.Log?.Add($"{Name}: too much with {before.Buffered} waiting; taken: {taken}");
                _isDrainedDueAfterParts |= before.IsInParts && !before.IsTooMuch;
                IsDrainedDue |= before.IsTooMuch;
            }

            if (taken != expected || (before.IsTooMuchForItself && before.IsOpen && Options.Overflow == WsOverflow.Close))
            {
                World.Fail($"{Name}: took {taken} where it should be {expected}, or is still open");
            }

            if (Handed() - before.Handed != (taken ? length : 0) - before.DroppedBytes)
            {
                World.Fail($"{Name}: {Handed() - before.Handed} bytes more are on their way after {length} for which {before.DroppedBytes} had to go");
            }

            if (before.Dropped > 0)
            {
                Outgoing.Drop(before.Count, before.Dropped);
            }

            return true;
        }

        private void Write(Payload payload)
        {
            Waiting before = new Waiting(this);
            bool expected = Expects(before, FrameLength(payload.Bytes.Length), Loop.Pool.Waiting, true);
            bool taken;
            try
            {
                taken = Connection.Write(payload.Bytes, 0, payload.Bytes.Length);
            }
            catch (OutOfMemoryException)
            {
                World.Log?.Add($"{Name}: no memory for a part");
                Dropped(before);
                Close(WsCloseCode.InternalError, string.Empty);
                WillFail();
                return;
            }

            Deadlines.TakeNote();
            if (before.IsOpen && !taken && !IsOpen && expected)
            {
                Outgoing.Append(payload.Bytes, false);
            }
            else if (Judge(before, FrameLength(payload.Bytes.Length), expected, taken) && taken)
            {
                _parts++;
                Outgoing.Append(payload.Bytes, false);
            }
        }

        private int FrameLength(int size)
        {
            return size + (size < 126 ? 2 : size < 65536 ? 4 : 10) + (IsClient ? 4 : 0);
        }

        private int MaxMessage => Peer is LibraryEnd peer && !peer.Options.StreamMessages ? peer.Options.MaxMessageSize : int.MaxValue;

        /// <summary>So many parts the receiver takes, and no more than its largest message together.</summary>
        private int MaxParts => Peer is LibraryEnd peer && !peer.Options.StreamMessages
            ? Math.Min(peer.Options.MaxFragments - 1, 4)
            : 50;

        private bool SendAs(Payload payload)
        {
            switch (World.Dice.Next(3))
            {
                case 0 when payload.Text != null:
                    return Connection.Send(payload.Text);
                case 1 when payload.Type == WsMessageType.Binary:
                    return Connection.Send(payload.Bytes);
                case 1:
                    return payload.Text != null ? Connection.Send((object)payload.Text) : SendPart(payload);
                default:
                    return SendPart(payload);
            }
        }

        private bool SendPart(Payload payload)
        {
            // Whatever the library does with the array after the call must not matter.
            byte[] copy = new byte[payload.Bytes.Length + 3];
            payload.Bytes.CopyTo(copy, 1);
            bool taken = Connection.Send(copy, 1, payload.Bytes.Length, payload.Type);
            if (!copy.AsSpan(1, payload.Bytes.Length).SequenceEqual(payload.Bytes))
            {
                World.Fail(Name + ": the caller's array was written to");
            }

            Array.Clear(copy);
            return taken;
        }

        private void CheckBeginning()
        {
            if (!WasOpened && !IsClient)
            {
                World.Fail(Name + ": used before Connection was raised");
            }
        }

        private void OnOpened(WsClient client)
        {
            World.Log?.Add($"{Name}: opened");
            if (WasOpened || IsClosed || client.State != WsConnectionState.Open)
            {
                World.Fail(Name + ": opened twice, or after its end");
            }

            if (client.Transport != Link.ClientTransport)
            {
                World.Fail(Name + ": opened with another transport");
            }

            WasOpened = true;
            _openedAt = World.Now;
            _unsent.Move(_unsent.UnderWay, Outgoing);
            Deadlines.Opened();
            _script.InHandler(this, null);
        }

        private void OnReconnecting(WsClient client, int code, string reason, int attempt, int delay)
        {
            World.Log?.Add($"{Name}: lost with {code} '{reason}', attempt {attempt} in {delay}");
            WsClientOptions options = (WsClientOptions)Options;
            CheckEnd(client, code, reason);
            CountAttempt();
            int longest = Delay(options, _attempts);
            if (IsGivenUp || options.ReconnectDelay == 0 || (options.MaxReconnects > 0 && _attempts > options.MaxReconnects))
            {
                World.Fail(Name + ": connects again, but should not");
            }

            if (attempt != _attempts || delay > longest || delay < longest - longest / 2)
            {
                World.Fail($"{Name}: attempt {attempt} of {_attempts} after {delay} where {longest} is the longest");
            }

            if (client.State != WsConnectionState.Connecting || client.Protocol.Length > 0 || (!options.KeepMessages && client.BufferedBytes > 0))
            {
                World.Fail(Name + ": something is left of the lost connection");
            }

            TakePlace(client, delay);
            _next.InReconnecting();
        }

        /// <summary>From now on another end stands for the client.</summary>
        private void TakePlace(WsClient client, int delay)
        {
            client.Message -= OnMessage;
            client.Pinged -= OnPinged;
            client.Drained -= OnDrained;
            client.Closed -= OnClosed;
            client.Opened -= OnOpened;
            client.Reconnecting -= OnReconnecting;
            int kept = Waiting.Messages(client).Count;
            if (_keptAt >= 0 && _keptAt == Transport.Outgoing.TotalTaken && kept < _kept)
            {
                World.Fail($"{Name}: {kept} messages were kept of {_kept} of which nothing was sent");
            }

            _next = new LibraryEnd(World, _script, Loop, client, Options, Name + "'")
            {
                Server = Server,
                WaitsUntil = World.Now + delay,
                _attempts = _attempts,
                IsDrainedDue = IsDrainedDue || _isDrainedDueAfterParts,
            };
            _next.CloseCodes.UnionWith(CloseCodes);
            _next.CloseReasons.UnionWith(CloseReasons);
            Outgoing.Move(kept, _next._unsent);
            World.Ends.Add(_next);
        }

        private void InReconnecting()
        {
            try
            {
                _script.InHandler(this, null);
            }
            catch (ScriptException)
            {
                // It changes nothing.
                IsFailed = false;
                throw;
            }
        }

        private void CountAttempt()
        {
            if (WasOpened && World.Now - _openedAt >= ((WsClientOptions)Options).StableTime)
            {
                _attempts = 0;
            }

            _attempts++;
        }

        private static int Delay(WsClientOptions options, int attempt)
        {
            long delay = options.ReconnectDelay;
            for (int i = 1; i < attempt && delay < options.MaxReconnectDelay; i++)
            {
                delay *= 2;
            }

            return (int)Math.Min(delay, options.MaxReconnectDelay);
        }

        private void OnMessage(WsConnection connection, WsMessage message)
        {
            CheckEvent("a message", connection);
            _inPass++;
            bool isWhole = message.IsFirst && message.IsLast;
            if (!isWhole && !Options.StreamMessages)
            {
                World.Fail(Name + ": part of a message, though parts were not asked for");
            }

            Incoming.Arrive(message.Type, message.Buffer.AsSpan(message.Offset, message.Count), message.IsFirst, message.IsLast);
            _script.InHandler(this, isWhole ? message : null);
            if (message.Buffer == null)
            {
                World.Fail(Name + ": the message was taken away from its handler");
            }
        }

        private void OnPinged(WsConnection connection, WsMessage message)
        {
            CheckEvent("a ping", connection);
            World.Log?.Add($"{Name}: pinged");
            if (message.Count > 125)
            {
                World.Fail(Name + ": a ping of " + message.Count);
            }

            _script.InHandler(this, null);
        }

        private void OnDrained(WsConnection connection)
        {
            CheckEvent("Drained", connection);
            World.Log?.Add($"{Name}: drained");
            if (!IsDrainedDue || !IsOpen || Connection.BufferedBytes != 0)
            {
                World.Fail(Name + ": Drained that was not due");
            }

            IsDrainedDue = false;
            _script.InHandler(this, null);
        }

        private void OnPong(SentPing ping, int tag)
        {
            CheckEvent("a pong", Connection);
            World.Log?.Add($"{Name}: pong {tag}");
            if (tag != ping.Tag || _pings.Count == 0 || _pings[0] != ping)
            {
                World.Fail($"{Name}: pong {tag} twice or out of order");
            }

            if (Peer is RawEnd raw && tag > raw.LastAnswered)
            {
                World.Fail($"{Name}: pong {tag}, which the peer did not send");
            }

            _pings.RemoveAt(0);
            _script.InHandler(this, null);
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            World.Log?.Add($"{Name}: closed {code} '{reason}'");
            CheckEnd(connection, code, reason);
            CountAttempt(connection);
            if (connection.State != WsConnectionState.Closed || connection.BufferedBytes != 0)
            {
                World.Fail(Name + ": closed, but not in that state or with something waiting");
            }

            _script.InHandler(this, null);
        }

        /// <summary>A client that connects again ends only when it was closed, or its attempts are used up.</summary>
        private void CountAttempt(WsConnection connection)
        {
            if (Options is WsClientOptions options && options.ReconnectDelay > 0 && !IsGivenUp)
            {
                CountAttempt();
                if (options.MaxReconnects == 0 || _attempts <= options.MaxReconnects)
                {
                    World.Fail(Name + ": does not connect again");
                }
            }
        }

        /// <summary>What holds at the end of every connection, be it the last of its client or not.</summary>
        private void CheckEnd(WsConnection connection, int code, string reason)
        {
            CheckEvent("the end", connection);
            _closedCount++;
            ClosedCode = code;
            Deadlines.CheckCause(code);
            CheckCode(code, reason);
            if (Peer != null && WasOpened && !IsFailed && code != WsCloseCode.Abnormal && Incoming.UnderWay > 0 && !IsFoiled)
            {
                World.Fail($"{Name}: the peer's close frame came before {Incoming.UnderWay} of its messages");
            }

            if (World.Profile.IsCalm)
            {
                CheckCalmEnd(code);
            }
        }

        private void CheckEvent(string what, WsConnection connection)
        {
            if (_closedCount > 0)
            {
                World.Fail($"{Name}: {what} after Closed");
            }

            if (connection != Connection)
            {
                World.Fail($"{Name}: {what} for another connection");
            }
        }

        private void CheckCode(int code, string reason)
        {
            bool isLegal = code == WsCloseCode.Abnormal
                || (IsFailed && code == WsCloseCode.InternalError)
                || CloseCodes.Contains(code)                       // the peer's echo
                || (Peer != null && Peer.CloseCodes.Contains(code))
                || IsFoiledWith(code)
                || (Peer is LibraryEnd peer && peer.IsFoiledWith(code));
            if (!isLegal)
            {
                World.Fail($"{Name}: closed with {code}, which nobody has said");
            }

            bool isReason = reason.Length == 0;
            if (Peer != null)
            {
                foreach (string given in Peer.CloseReasons)
                {
                    isReason |= given.StartsWith(reason, StringComparison.Ordinal);
                }
            }

            if (!isReason)
            {
                World.Fail($"{Name}: closed with a reason that the peer did not give");
            }
        }

        private bool IsFoiledWith(int code)
        {
            int foiled = Foiled();
            return foiled != 0 && (foiled < 0 || foiled == code);
        }

        /// <returns>The code for it, 0 when there is nothing, negative when there may be several.</returns>
        private int Foiled()
        {
            int raw = Peer is RawEnd peer ? peer.FailsWith : 0;
            bool isTooBig = Link != null && !Options.StreamMessages && Incoming.Largest > Options.MaxMessageSize;
            bool isLate = Link != null && !Options.StreamMessages && Options.MessageTimeout > 0 && Tap.Longest >= Options.MessageTimeout;
            if (isLate)
            {
                return raw == 0 && !isTooBig ? WsCloseCode.PolicyViolation : -1;
            }

            return !isTooBig ? raw : raw == 0 ? WsCloseCode.MessageTooBig : -1;
        }

        /// <summary>On a good network nothing is lost: both close frames get through, and every client gets an answer.</summary>
        private void CheckCalmEnd(int code)
        {
            bool peerWasOpened = Peer is LibraryEnd peer && peer.WasOpened;
            if (WasOpened && peerWasOpened && code == WsCloseCode.Abnormal && !Link.IsHurt)
            {
                World.Fail(Name + ": ended with 1006 on a good network");
            }

            WsError error = (Connection as WsClient)?.Error;
            if (error != null && Server != null && !Server.WasStopped
                && error.Kind is WsErrorKind.TimedOut or WsErrorKind.ConnectionLost or WsErrorKind.InvalidHandshake)
            {
                World.Fail($"{Name}: could not be opened on a good network: {error.Kind}");
            }
        }
    }
}
