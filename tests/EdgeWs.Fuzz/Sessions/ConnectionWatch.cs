using System.Collections.Generic;
using System.Text;
using EdgeWs.Nano;

namespace EdgeWs.Fuzz
{
    /// <summary>Sees everything that a connection raises, and that it raises it in order.</summary>
    internal sealed class ConnectionWatch
    {
        private readonly WsConnection _connection;
        private WsConnectionState _state;

        internal ConnectionWatch(WsConnection connection)
        {
            _connection = connection;
            _state = connection.State;
            connection.Message += (c, m) => Add(m.IsText ? StreamEventKind.Text : StreamEventKind.Binary, m);
            connection.Pinged += (c, m) => Add(StreamEventKind.Ping, m);
            connection.Drained += c => Invariant.Require(!IsClosed && c.BufferedBytes == 0, "drained too early or too late");
            connection.Closed += OnClosed;
        }

        internal List<StreamEvent> Events { get; } = new List<StreamEvent>();

        internal bool IsClosed { get; private set; }

        internal int CloseCode { get; private set; }

        internal string CloseReason { get; private set; }

        internal WsConnection Connection => _connection;

        /// <summary>To be called often: the state only moves on.</summary>
        internal void CheckState()
        {
            Invariant.Require(_connection.State >= _state, "the state moved back");
            _state = _connection.State;
            Invariant.Require((_state == WsConnectionState.Closed) == IsClosed, "closed is raised when the state says so");
        }

        private void Add(StreamEventKind kind, WsMessage message)
        {
            Invariant.Require(!IsClosed, "an event came behind closed");
            Invariant.Require(_connection.State is WsConnectionState.Open or WsConnectionState.Closing, "a message came too early");
            Invariant.Require(kind == StreamEventKind.Ping || message.Count <= _connection.Options.MaxMessageSize, "a message is too large");
            Events.Add(new StreamEvent(kind, message.ToArray(), 0));
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            Invariant.Require(!IsClosed, "closed was raised twice");
            Invariant.Require(code is WsCloseCode.NoStatus or WsCloseCode.Abnormal || StreamEvents.IsCloseCode(code), "closed with no legal code");
            Invariant.Require(Encoding.UTF8.GetByteCount(reason) <= 123, "the reason is too long");
            IsClosed = true;
            CloseCode = code;
            CloseReason = reason;
        }
    }
}
