using System;
using System.Collections;

namespace EdgeWs.Nano
{
    /// <summary>Callbacks that wait for the polling thread. The only place that other threads may touch.</summary>
    internal sealed class PostQueue
    {
        /// <summary>How many wait. Read without the lock, which an idle pass shall not pay for: the next pass looks again.</summary>
        internal int Count;

        private readonly ArrayList _callbacks = new ArrayList();

        internal void Add(Action callback)
        {
            lock (_callbacks)
            {
                _callbacks.Add(callback);
                Count++;
            }
        }

        /// <summary>Takes the one that waits longest. There must be one.</summary>
        internal Action Take()
        {
            lock (_callbacks)
            {
                Action callback = (Action)_callbacks[0];
                _callbacks.RemoveAt(0);
                Count--;
                return callback;
            }
        }
    }
}
