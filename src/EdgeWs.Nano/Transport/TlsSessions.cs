namespace EdgeWs.Nano
{
    /// <summary>Counts the TLS sessions of a server, across its stops and starts. Who gets one: <c>Admission.TakeSession</c>.</summary>
    internal sealed class TlsSessions
    {
        private readonly int _limit;

        internal TlsSessions(int limit)
        {
            _limit = limit;
        }

        /// <summary>The sessions that exist, one whose handshake is under way included.</summary>
        internal int Count;

        /// <returns>False when there are as many as may be.</returns>
        internal bool TryBegin()
        {
            if (Count >= _limit)
            {
                return false;
            }

            Count++;
            return true;
        }

        internal void End()
        {
            Count--;
        }
    }
}
