using System;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A connector that does what a test tells it.</summary>
    internal sealed class MemoryConnector : TransportConnector
    {
        private Transport _transport;
        private Exception _failure;
        private WsErrorKind _failureKind;

        internal bool IsCancelled { get; private set; }

        internal override Exception Failure => _failure;

        internal override WsErrorKind FailureKind => _failureKind;

        internal void Connect(Transport transport)
        {
            _transport = transport;
        }

        internal void Fail(Exception exception, bool failedToResolve)
        {
            _failure = exception;
            _failureKind = failedToResolve ? WsErrorKind.NotResolved : WsErrorKind.NotConnected;
        }

        internal override Transport TryTake()
        {
            Transport transport = _transport;
            _transport = null;
            return transport;
        }

        internal override void Cancel()
        {
            IsCancelled = true;
        }
    }
}
