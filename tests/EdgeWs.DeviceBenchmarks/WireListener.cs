using EdgeWs.Nano;

namespace EdgeWs.DeviceBenchmarks
{
    /// <summary>A listener to which one wire at a time connects.</summary>
    internal sealed class WireListener : TransportListener
    {
        private Wire _waiting;

        internal override int Port => 0;

        internal void Connect(Wire wire) => _waiting = wire;

        internal override bool IsPending()
        {
            return _waiting != null;
        }

        internal override Transport Accept()
        {
            Wire wire = _waiting;
            _waiting = null;
            return wire;
        }

        internal override bool Wait(int milliseconds) => false;

        internal override void Close()
        {
        }
    }
}
