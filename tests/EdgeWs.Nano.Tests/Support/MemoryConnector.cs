using System;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A connector that does what a test tells it.</summary>
    internal sealed class MemoryConnector : TransportConnector
    {
        private Transport _transport;
        private WsError _failure;

        internal bool IsCancelled { get; private set; }

        /// <summary>How many attempts there were. Each new one forgets what the test told the last.</summary>
        internal int Attempts { get; private set; } = 1;

        internal override WsError Failure => _failure;

        internal void Connect(Transport transport) => _transport = transport;

        internal void Fail(Exception exception, bool failedToResolve) =>
            _failure = new WsError(failedToResolve ? WsErrorKind.NotResolved : WsErrorKind.NotConnected, 0, exception);

        internal override Transport TryTake()
        {
            Transport transport = _transport;
            _transport = null;
            return transport;
        }

        internal override TransportConnector Again()
        {
            Attempts++;
            IsCancelled = false;
            _failure = null;
            _transport = null;
            return this;
        }

        internal override void Cancel() => IsCancelled = true;
    }
}
