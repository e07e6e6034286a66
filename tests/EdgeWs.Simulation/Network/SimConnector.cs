using System;
using EdgeWs.Nano;

namespace EdgeWs.Simulation
{
    /// <summary>A client's attempt to connect, which ends as the script wants it.</summary>
    internal sealed class SimConnector : TransportConnector
    {
        private readonly World _world;
        private readonly Func<SimTransport> _connect;
        private readonly Func<SimConnector, SimConnector> _again;
        private readonly long _due;
        private readonly bool _fails;
        private readonly bool _failedToResolve;
        private WsError _failure;

        /// <param name="world">Its time counts.</param>
        /// <param name="delay">Milliseconds to the connection or the failure; negative for neither, ever.</param>
        /// <param name="fails">Whether it is to fail.</param>
        /// <param name="failedToResolve">In which way.</param>
        /// <param name="connect">Makes the client's end of the connection, or null when nobody listens.</param>
        /// <param name="again">Makes the next attempt after this one.</param>
        internal SimConnector(World world, int delay, bool fails, bool failedToResolve, Func<SimTransport> connect, Func<SimConnector, SimConnector> again)
        {
            _world = world;
            _due = delay < 0 ? long.MaxValue : world.Now + delay;
            _fails = fails;
            _failedToResolve = failedToResolve;
            _connect = connect;
            _again = again;
        }

        internal bool IsCancelled { get; private set; }

        /// <summary>When the connection was taken; negative before.</summary>
        internal long TakenAt { get; private set; } = -1;

        internal override WsError Failure
        {
            get
            {
                if (_fails && _world.Now >= _due)
                {
                    _failure ??= NewFailure();
                }

                return _failure;
            }
        }

        internal override Transport TryTake()
        {
            if (_fails || IsCancelled || TakenAt >= 0 || _failure != null || _world.Now < _due)
            {
                return null;
            }

            SimTransport transport = _connect();
            if (transport == null)
            {
                _failure = NewFailure();
                return null;
            }

            TakenAt = _world.Now;
            return transport;
        }

        internal override TransportConnector Again()
        {
            return _again(this);
        }

        internal override void Cancel()
        {
            IsCancelled = true;
        }

        private WsError NewFailure()
        {
            return new WsError(_failedToResolve ? WsErrorKind.NotResolved : WsErrorKind.NotConnected, 0, new ScriptException());
        }
    }
}
