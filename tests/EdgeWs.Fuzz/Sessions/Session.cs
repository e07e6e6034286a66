using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Fuzz
{
    /// <summary>One connection of the library with a peer that sends what the input says.</summary>
    internal abstract class Session
    {
        private const int PoolLimit = 8192;
        private const int SmallMessage = 300;
        private const int SmallFragments = 4;

        private readonly List<byte> _sent = new List<byte>();
        private readonly byte[] _buffer = new byte[4096];
        private Exception _unexpected;
        private int _thrown;
        private int _steps;

        protected Session(SessionPlan plan)
        {
            Plan = plan;
            Loop = new TestLoop();
            Loop.Scheduler.Error += OnError;
        }

        protected SessionPlan Plan { get; }

        protected TestLoop Loop { get; }

        /// <summary>The peer's end.</summary>
        protected MemoryTransport Peer { get; private set; }

        /// <summary>The connection, or null when there is none yet.</summary>
        protected ConnectionWatch Watch { get; private set; }

        /// <summary>What the library has sent so far.</summary>
        protected ReadOnlySpan<byte> Sent => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sent);

        /// <summary>Whether what was sent may be a part only of what was to be sent.</summary>
        protected bool MayBeCut => !Plan.IsCalm || Plan.End == SessionEnd.Resets;

        protected abstract bool IsClient { get; }

        protected void SetLimits(WsOptions options)
        {
            if (Plan.IsCalm)
            {
                // A peer that falls silent in the middle of a message is to be dropped for its silence.
                options.MessageTimeout = 0;
            }

            options.Scheduler = Loop.Scheduler;
            if (Plan.HasSmallLimits)
            {
                options.MaxMessageSize = SmallMessage;
                options.MaxFragments = SmallFragments;
                options.MaxBufferedBytes = SmallMessage;
            }
        }

        protected void Connect(MemoryTransport peer)
        {
            Peer = peer;
            Peer.Incoming.Capacity = Plan.Capacity == 0 ? int.MaxValue : Plan.Capacity;
        }

        /// <summary>Has the application behave as planned.</summary>
        protected void Attach(ConnectionWatch watch, Func<WsMessage, int> broadcast)
        {
            Watch = watch;
            WsConnection connection = watch.Connection;
            connection.Message += (c, m) => OnMessage(c, m, broadcast);
            connection.Closed += (c, code, reason) => Throw();
        }

        protected void OnOpened(WsConnection connection)
        {
            if (Plan.Behaviour == Behaviour.CloseAtOnce)
            {
                connection.Close(WsCloseCode.GoingAway, "now");
            }

            Throw();
        }

        /// <summary>Has the peer send a stream in the planned pieces.</summary>
        protected void Feed(byte[] stream)
        {
            Pieces pieces = new Pieces(Plan.PieceKind);
            int position = 0;
            while (position < stream.Length && Peer.Peer.CloseCount == 0)
            {
                int count = pieces.Next(stream.Length - position);
                Peer.Send(stream, position, count);
                position += count;
                Step();
            }
        }

        /// <summary>Has the peer leave as planned. Whatever it does, the library must be done with it within its deadlines.</summary>
        protected void End(int expectedCount)
        {
            if (Plan.End == SessionEnd.ReadsAndCloses)
            {
                ReadAll();
                Step();
            }

            if (Plan.End == SessionEnd.Resets)
            {
                Peer.Reset();
            }
            else if (Plan.End != SessionEnd.FallsSilent)
            {
                Peer.Close();
            }

            Step();
            for (int seconds = 0; Loop.Scheduler.Count > expectedCount && seconds < 100; seconds++)
            {
                Loop.Clock.Advance(1000);
                Step();
            }

            Invariant.Require(Loop.Scheduler.Count == expectedCount, "the scheduler keeps what is over");
            Invariant.Require(Peer.Peer.CloseCount > 0, "the transport was not closed");
            Invariant.Require(Watch == null || Watch.IsClosed, "closed was not raised");
            ReadAll();
            if (Watch != null)
            {
                Internals.CheckReleased(Watch.Connection);
            }
        }

        /// <summary>Compares what was raised and what was sent with what RFC 6455 makes of the stream.</summary>
        /// <param name="received">The frames that the peer sent.</param>
        /// <param name="sent">The frames that the library sent before the peer left.</param>
        protected void Compare(ReadOnlySpan<byte> received, ReadOnlySpan<byte> sent)
        {
            WsOptions options = Watch.Connection.Options;
            List<StreamEvent> all = StreamEvents.Of(received, !IsClient, options.MaxMessageSize, options.MaxFragments);
            List<StreamEvent> expected = all.Where(e => !e.IsEnd && e.Kind != StreamEventKind.Pong).ToList();
            RequireStart(expected, Watch.Events, "raised");

            SentFrames frames = new SentFrames(IsClient);
            frames.Add(sent);
            frames.Check(MayBeCut);
            if (Plan.IsCalm)
            {
                StreamEvent last = all.LastOrDefault();
                Invariant.Require(Watch.Events.Count == expected.Count, "less was raised than came");
                RequireAnswers(all, frames.Events);
                Invariant.Require(Watch.CloseCode == (last.IsEnd ? last.Code : WsCloseCode.Abnormal), "closed with the wrong code");
                Invariant.Require(
                    Watch.CloseReason == (last.Kind == StreamEventKind.Close ? StrictUtf8.GetString(last.Payload) : string.Empty),
                    "closed with the wrong reason");
            }
        }

        /// <summary>Lets the library work, and looks at what must hold in between.</summary>
        protected void Step()
        {
            Loop.Run();
            if (Plan.TimeStep > 0)
            {
                Loop.Clock.Advance(Plan.TimeStep);
                Loop.Run();
            }

            if (Plan.Capacity == 0 || ++_steps % 4 == 0)
            {
                ReadAll();
            }

            Watch?.CheckState();
            Internals.CheckPool(Loop.Scheduler.Pool, PoolLimit);
            if (_unexpected != null)
            {
                ExceptionDispatchInfo.Throw(_unexpected);
            }

            Invariant.Require(Loop.ErrorCount == _thrown, "an exception was lost or reported twice");
        }

        private static void RequireStart(List<StreamEvent> expected, List<StreamEvent> actual, string what)
        {
            Invariant.Require(actual.Count <= expected.Count, "more was " + what + " than came");
            for (int i = 0; i < actual.Count; i++)
            {
                Invariant.Require(actual[i].IsSameAs(expected[i]), "something else was " + what + " than came");
            }
        }

        /// <summary>An echo for a message, a pong for a ping, a close frame for a close frame or an error.</summary>
        private void RequireAnswers(List<StreamEvent> received, List<StreamEvent> sent)
        {
            List<StreamEvent> expected = new List<StreamEvent>();
            foreach (StreamEvent e in received)
            {
                switch (e.Kind)
                {
                    case StreamEventKind.Ping:
                        expected.Add(e with { Kind = StreamEventKind.Pong });
                        break;
                    case StreamEventKind.Close or StreamEventKind.Error:
                        expected.Add(new StreamEvent(StreamEventKind.Close, Array.Empty<byte>(), e.Code));
                        break;
                    case StreamEventKind.Text or StreamEventKind.Binary when Plan.Behaviour != Behaviour.Silent:
                        expected.Add(e);
                        break;
                }
            }

            RequireStart(expected, sent, "answered");
            Invariant.Require(sent.Count == expected.Count, "less was answered than came");
        }

        private void OnMessage(WsConnection connection, WsMessage message, Func<WsMessage, int> broadcast)
        {
            switch (Plan.Behaviour)
            {
                case Behaviour.Echo:
                    connection.Send(message);
                    break;
                case Behaviour.EchoCopy:
                    connection.Send(message.IsText ? message.GetString() : (object)message.ToArray());
                    break;
                case Behaviour.Broadcast:
                    broadcast(message);
                    break;
                case Behaviour.Close:
                    connection.Close(3000 + message.Count % 1000, "enough");
                    Invariant.Require(!connection.Send(message), "a message was taken behind the close frame");
                    break;
                case Behaviour.Ping:
                    connection.Ping(1 + message.Count, tag => Throw());
                    connection.Send(message);
                    connection.Ping();
                    break;
            }

            Throw();
        }

        private void Throw()
        {
            if (Plan.Behaviour == Behaviour.Throw)
            {
                _thrown++;
                throw new HandlerException();
            }
        }

        private void OnError(object source, Exception exception)
        {
            if (exception is not HandlerException)
            {
                _unexpected ??= exception;
            }
        }

        private void ReadAll()
        {
            int count;
            while ((count = Peer.Receive(_buffer, 0, _buffer.Length)) > 0)
            {
                _sent.AddRange(_buffer.AsSpan(0, count));
            }
        }
    }
}
