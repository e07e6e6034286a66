using System;
using System.Net;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A client's attempt to connect, which ends as the script wants it.</summary>
    /// <param name="world">Its time counts.</param>
    /// <param name="delay">Milliseconds to the connection or the failure; negative for neither, ever.</param>
    /// <param name="failure">As what it is to fail; null when it is not.</param>
    /// <param name="connect">Makes the client's end of the connection, or null when nobody listens.</param>
    /// <param name="again">Makes the next attempt after this one.</param>
    internal sealed class SimConnector(
        World world, int delay, WsErrorKind? failure, Func<SimTransport> connect, Func<SimConnector, SimConnector> again) : TransportConnector
    {
        private readonly long _due = delay < 0 ? long.MaxValue : world.Now + delay;
        private WsError _failure;

        internal bool IsCancelled { get; private set; }

        /// <summary>When the connection was taken; negative before.</summary>
        internal long TakenAt { get; private set; } = -1;

        internal override WsError Failure
        {
            get
            {
                if (failure != null && world.Now >= _due)
                {
                    Fail(failure.Value);
                }

                return _failure;
            }
        }

        internal override Transport TryTake()
        {
            if (failure != null || IsCancelled || TakenAt >= 0 || _failure != null || world.Now < _due)
            {
                return null;
            }

            SimTransport transport = connect();
            if (transport == null)
            {
                Fail(WsErrorKind.NotConnected);
                return null;
            }

            TakenAt = world.Now;
            return transport;
        }

        internal override TransportConnector Begin(string host, int port, IPEndPoint endPoint, string certificateName, bool wasGood) =>
            again(this);

        internal override TransportConnector Secure(Transport tunnel, string certificateName) => throw new NotSupportedException();

        internal override void Cancel() => IsCancelled = true;

        private void Fail(WsErrorKind kind) => _failure ??= new WsError(kind, 0, new ScriptException());
    }
}
