using System;
using System.Collections.Generic;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A connection of the library, its application, and the check of what it tells.</summary>
    internal abstract class LibraryEnd : End
    {
        private readonly List<SentPing> _pings = new List<SentPing>();

        protected LibraryEnd(SimLoop loop, WsConnection connection, WsOptions options, string name)
            : base(loop.World, name, connection is WsClient)
        {
            Loop = loop;
            Connection = connection;
            Options = options;
            Deadlines = new Deadlines(this);
            Sender = new Sender(this);
            Attach();
        }

        internal SimLoop Loop { get; }

        internal WsConnection Connection { get; }

        internal WsOptions Options { get; }

        internal Deadlines Deadlines { get; }

        internal Sender Sender { get; }

        /// <summary>The same, or what has taken its place since the client connects again.</summary>
        internal virtual LibraryEnd Current => this;

        /// <summary>Whether messages are taken though it is not open.</summary>
        internal virtual bool KeepsMessages => false;

        /// <summary>Whether older messages wait that go out later.</summary>
        internal virtual bool HoldsMessages => false;

        /// <summary>Bytes that were given to the transport or wait for it: grows by a frame when one is accepted.</summary>
        internal long Handed => (WasOpened ? Transport.Outgoing.TotalTaken : 0) + Connection.BufferedBytes;

        /// <summary>Whether the application was told that the connection is there.</summary>
        internal bool WasOpened { get; private set; }

        /// <summary>Whether the application has failed it from inside: thrown out of a handler, or run out of memory.</summary>
        internal bool IsFailed { get; private set; }

        internal bool IsClosed { get; private set; }

        internal int ClosedCode { get; private set; }

        internal IReadOnlyList<SentPing> Pings => _pings;

        internal override bool IsOpen => !IsClosed && Connection.State == WsConnectionState.Open;

        internal void Ping(int timeout, bool withCallback)
        {
            bool wasOpen = IsOpen;
            SentPing ping = new SentPing(World.Now + timeout);
            if (!TryCall(() => Connection.Ping(timeout, withCallback ? tag => OnPong(ping, tag) : null), out int tag))
            {
                // No pong is awaited then.
                return;
            }

            ping.Tag = tag;
            Require((tag != 0) == wasOpen, $"ping on a connection in another state");
            World.Log?.Add($"{Name}: ping {tag} for {timeout}");
            Deadlines.Pinged(timeout);
            if (wasOpen && withCallback)
            {
                _pings.Add(ping);
            }
        }

        internal virtual void Close(int code, string reason)
        {
            World.Log?.Add($"{Name}: close {code} in state {Connection.State}");
            BeginsToClose(code, reason);
            Connection.Close(code, reason);
            Require(Connection.State > WsConnectionState.Open, $"still open after Close");
        }

        /// <summary>There is no memory for what a message cannot do without.</summary>
        internal void GiveUp()
        {
            Close(WsCloseCode.InternalError, string.Empty);
            WillFail();
        }

        internal void BeginsToClose(int code, string reason)
        {
            CloseCodes.Add(code);
            CloseReasons.Add(reason);
        }

        internal void WillFail()
        {
            IsFailed = true;
            CloseCodes.Add(WsCloseCode.InternalError);
        }

        internal virtual void TakeNote() => Deadlines.TakeNote();

        /// <summary>Of so many messages that waited, the oldest were thrown away.</summary>
        internal virtual void Drop(int waiting, int dropped) => Outgoing.Drop(waiting, dropped);

        internal void CheckIdle()
        {
            Deadlines.Check();
            Sender.CheckIdle();
            Require(IsClosed == (Connection.State == WsConnectionState.Closed), $"closed without a word");
            Require(IsClosed || Loop.Polls(Connection), $"not closed, but not polled any more");
        }

        /// <summary>
        /// Of a connection that ended nothing stays with the platform, unless the peer has agreed to the end and took most of what there
        /// was for it.
        /// </summary>
        internal void CheckLeft()
        {
            int left = IsClosed && Link != null ? Transport.Held : 0;
            Require(left == 0 || (Transport.Tap.HasClose && Transport.Outgoing.IsWritable), $"the platform keeps {left} bytes");
        }

        protected void BeOpened()
        {
            WasOpened = true;
            Deadlines.Opened();
        }

        /// <summary>What holds at the end of every connection, be it the last of its client or not.</summary>
        protected void BeEnded(WsConnection connection, int code, string reason)
        {
            CheckEvent("the end", connection);
            IsClosed = true;
            ClosedCode = code;
            Deadlines.CheckCause(code);
            new CloseCheck(this).Check(code, reason);
        }

        protected virtual void OnClosed(WsConnection connection, int code, string reason)
        {
            World.Log?.Add($"{Name}: closed {code} '{reason}'");
            BeEnded(connection, code, reason);
            Require(connection.State == WsConnectionState.Closed && connection.BufferedBytes == 0, $"closed, but not in that state or with something waiting");
            World.Script.InHandler(this, null);
        }

        /// <summary>From now on another end stands for the client.</summary>
        protected void Detach()
        {
            var client = (WsClient)Connection;
            client.MessageReceived -= OnMessage;
            client.Pinged -= OnPinged;
            client.Drained -= OnDrained;
            client.Closed -= OnClosed;
        }

        private void Attach()
        {
            if (Connection is WsClient client)
            {
                client.MessageReceived += OnMessage;
                client.Pinged += OnPinged;
                client.Drained += OnDrained;
                client.Closed += OnClosed;
            }
            else
            {
                var channel = (WsServerChannel)Connection;
                channel.MessageReceived += OnMessage;
                channel.Pinged += OnPinged;
                channel.Drained += OnDrained;
                channel.Closed += OnClosed;
            }
        }

        private void OnMessage(WsConnection connection, WsMessage message)
        {
            CheckEvent("a message", connection);
            bool isWhole = message.IsFirst && message.IsLast;
            Require(isWhole || Options.StreamMessages, $"part of a message, though parts were not asked for");
            Incoming.Arrive(message.Type, message.Buffer.AsSpan(message.Offset, message.Count), message.IsFirst, message.IsLast);
            World.Script.InHandler(this, isWhole ? message : null);
            Require(message.Buffer != null, $"the message was taken away from its handler");
        }

        private void OnPinged(WsConnection connection, WsMessage message)
        {
            CheckEvent("a ping", connection);
            World.Log?.Add($"{Name}: pinged");
            World.Script.InHandler(this, null);
        }

        private void OnDrained(WsConnection connection)
        {
            CheckEvent("Drained", connection);
            World.Log?.Add($"{Name}: drained");
            Require(Sender.IsDrainedDue && IsOpen && connection.BufferedBytes == 0, $"Drained that was not due");
            Sender.IsDrainedDue = false;
            World.Script.InHandler(this, null);
        }

        private void OnPong(SentPing ping, int tag)
        {
            CheckEvent("a pong", Connection);
            World.Log?.Add($"{Name}: pong {tag}");
            Require(tag == ping.Tag && _pings.Count > 0 && _pings[0] == ping, $"pong {tag} twice or out of order");
            Require(!(Peer is RawEnd raw && tag > raw.LastAnswered), $"pong {tag}, which the peer did not send");
            _pings.RemoveAt(0);
            World.Script.InHandler(this, null);
        }

        private void CheckEvent(string what, WsConnection connection)
        {
            Require(!IsClosed && connection == Connection, $"{what} after Closed, or for another connection");
        }
    }
}
