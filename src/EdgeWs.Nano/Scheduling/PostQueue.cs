using System;
using System.Collections;

namespace EdgeWs.Nano
{
    /// <summary>Callbacks that wait for the polling thread. The only place that other threads may touch.</summary>
    internal sealed class PostQueue
    {
        /// <summary>How many wait. Read without the lock, which an idle pass shall not pay for: the next pass looks again.</summary>
        internal int Count;

        private ArrayList _posted = new ArrayList();
        private ArrayList _spare = new ArrayList();

        internal void Add(Action callback)
        {
            lock (this)
            {
                _posted.Add(callback);
                Count++;
            }
        }

        /// <summary>Takes all that wait, in their order.</summary>
        /// <returns>A list to be cleared before the next call.</returns>
        internal ArrayList TakeAll()
        {
            lock (this)
            {
                ArrayList taken = _posted;
                _posted = _spare;
                _spare = taken;
                Count = 0;
                return taken;
            }
        }
    }
}
