using System;
using System.Collections.Generic;
using System.Linq;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>One side of a dialogue: what its application asked for, and what came.</summary>
    internal sealed class DialogueSide
    {
        private readonly List<StreamEvent> _accepted = new List<StreamEvent>();
        private readonly WsConnection _connection;
        private bool _isDrainedDue;
        private int _lastPong;

        internal DialogueSide(WsConnection connection)
        {
            _connection = connection;
            Watch = new ConnectionWatch(connection);
            connection.Drained += c => _isDrainedDue = false;
        }

        internal ConnectionWatch Watch { get; }

        /// <summary>Whether the connection ended otherwise than by a closing handshake. Then messages may be lost.</summary>
        internal bool WasDropped => Watch.CloseCode == WsCloseCode.Abnormal;

        internal void Send(byte[] payload, bool asText)
        {
            WsMessageType type = asText ? WsMessageType.Text : WsMessageType.Binary;
            WsConnectionState state = _connection.State;
            byte[] passed = payload.AsSpan().ToArray();
            if (_connection.Send(passed, 0, passed.Length, type))
            {
                Invariant.Require(state == WsConnectionState.Open, "a message was taken that cannot be sent");
                _accepted.Add(new StreamEvent(asText ? StreamEventKind.Text : StreamEventKind.Binary, payload, 0));
            }
            else if (_connection.State == WsConnectionState.Open)
            {
                _isDrainedDue = true;
            }

            Invariant.RequireEqual(payload, passed, "the caller's array");
        }

        internal void Ping(int timeout)
        {
            _connection.Ping(timeout, tag =>
            {
                Invariant.Require(tag > _lastPong, "a pong came twice or out of order");
                _lastPong = tag;
            });
        }

        /// <summary>Everything that could be sent is sent.</summary>
        internal void CheckDrained()
        {
            Invariant.Require(_connection.BufferedBytes == 0, "a free way, and something waits");
            Invariant.Require(!_isDrainedDue || _connection.State != WsConnectionState.Open, "drained was not raised");
        }

        /// <summary>What came is what the other side sent, in its order, and all of it when the connection was closed in order.</summary>
        internal void CheckReceived(DialogueSide other)
        {
            List<StreamEvent> received = Watch.Events.Where(e => e.Kind != StreamEventKind.Ping).ToList();
            Invariant.Require(received.Count <= other._accepted.Count, "more came than was sent");
            for (int i = 0; i < received.Count; i++)
            {
                Invariant.Require(received[i].IsSameAs(other._accepted[i]), "something else came than was sent");
            }

            Invariant.Require(
                WasDropped || other.WasDropped || received.Count == other._accepted.Count, "a message was lost");
        }
    }
}
