using System;
using System.Net;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A connector that does what a test tells it.</summary>
    internal sealed class MemoryConnector : TransportConnector
    {
        private Transport _transport;
        private WsError _failure;

        internal bool IsCancelled { get; private set; }

        /// <summary>How many attempts there were. Each new one but the first forgets what the test told the last.</summary>
        internal int Attempts { get; private set; }

        /// <summary>What the last attempt was to reach: <c>host:port</c>, then the end point, the name for TLS and a plus sign, as far as they were there.</summary>
        internal string Goal { get; private set; }

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

        internal override TransportConnector Begin(string host, int port, IPEndPoint endPoint, string certificateName, bool wasGood)
        {
            Goal = host + ":" + port.ToString() + (endPoint == null ? string.Empty : " " + endPoint.ToString())
                + (certificateName == null ? string.Empty : " " + certificateName) + (wasGood ? "+" : string.Empty);
            if (Attempts++ > 0)
            {
                IsCancelled = false;
                _failure = null;
                _transport = null;
            }

            return this;
        }

        internal override TransportConnector Secure(Transport tunnel, string certificateName)
        {
            Goal += " TLS " + certificateName;
            MemoryTransport transport = (MemoryTransport)tunnel;
            transport.PassesForSecure = true;
            _transport = transport;
            return this;
        }

        internal override void Cancel()
        {
            IsCancelled = true;
            _transport?.Abort();
            _transport = null;
        }
    }
}
