using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A connection of the library, its application, and the check of everything that it tells and does.</summary>
    internal sealed class LibraryEnd : End
    {
        private readonly Script _script;
        private readonly List<SentPing> _pings = new List<SentPing>();
        private int _closedCount;

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
                client.Opened += OnOpened;
            }
        }

        internal SimLoop Loop { get; }

        internal WsConnection Connection { get; }

        internal WsOptions Options { get; }

        internal Deadlines Deadlines { get; }

        /// <summary>The client's attempt to connect; null for a channel.</summary>
        internal SimConnector Connector { get; init; }

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

        internal override bool IsOpen => Connection.State == WsConnectionState.Open;

        internal void OpenAsChannel()
        {
            WasOpened = true;
            Deadlines.Opened();
        }

        /// <param name="payload">What to send.</param>
        /// <param name="message">The received message that it is, to be sent on as it is; or null.</param>
        internal void Send(Payload payload, WsMessage message)
        {
            bool wasOpen = IsOpen;
            int buffered = Connection.BufferedBytes;
            long before = wasOpen ? Handed() : 0;
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
                return;
            }

            Deadlines.TakeNote();
            if (taken)
            {
                Taken(payload, wasOpen, buffered);
            }
            else if (wasOpen && IsOpen)
            {
                Refused(payload.Bytes.Length, buffered);
                if (Handed() != before)
                {
                    World.Fail(Name + ": something of a refused message is on its way");
                }
            }
        }

        /// <summary>Bytes that were given to the transport or wait for it: grows by a frame when one is accepted.</summary>
        internal long Handed()
        {
            return Transport.Outgoing.TotalTaken + Connection.BufferedBytes;
        }

        internal void Taken(Payload payload, bool wasOpen, int buffered)
        {
            int length = FrameLength(payload.Bytes.Length);
            if (!wasOpen)
            {
                World.Fail(Name + ": a connection that is not open took a message");
            }

            if (buffered > 0 && length > Options.MaxBufferedBytes - buffered)
            {
                World.Fail($"{Name}: took {length} bytes beyond the limit of {Options.MaxBufferedBytes} with {buffered} waiting");
            }

            Outgoing.Accept(payload);
            CheckBeginning();
        }

        internal void Refused(int size, int buffered)
        {
            World.Log?.Add($"{Name}: refused {size} with {buffered} waiting");
            if (buffered == 0 || FrameLength(size) <= Options.MaxBufferedBytes - buffered)
            {
                World.Fail($"{Name}: refused {size} bytes although only {buffered} of {Options.MaxBufferedBytes} wait");
            }

            IsDrainedDue = true;
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
            Deadlines.Check();
            if (IsDrainedDue && IsOpen && Connection.BufferedBytes == 0)
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

        private int FrameLength(int size)
        {
            return size + (size < 126 ? 2 : size < 65536 ? 4 : 10) + (IsClient ? 4 : 0);
        }

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

            WasOpened = true;
            Deadlines.Opened();
            _script.InHandler(this, null);
        }

        private void OnMessage(WsConnection connection, WsMessage message)
        {
            CheckEvent("a message", connection);
            Incoming.Arrive(message.Type, message.Buffer.AsSpan(message.Offset, message.Count));
            _script.InHandler(this, message);
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
            CheckEvent("Closed", connection);
            _closedCount++;
            ClosedCode = code;
            Deadlines.CheckCause(code);
            CheckCode(code, reason);
            if (connection.State != WsConnectionState.Closed || connection.BufferedBytes != 0)
            {
                World.Fail(Name + ": closed, but not in that state or with something waiting");
            }

            if (Peer != null && WasOpened && !IsFailed && code != WsCloseCode.Abnormal && Incoming.UnderWay > 0 && !IsFoiled)
            {
                World.Fail($"{Name}: the peer's close frame came before {Incoming.UnderWay} of its messages");
            }

            if (World.Profile.IsCalm)
            {
                CheckCalmEnd(code);
            }

            _script.InHandler(this, null);
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
            bool isTooBig = Link != null && Incoming.Largest > Options.MaxMessageSize;
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
