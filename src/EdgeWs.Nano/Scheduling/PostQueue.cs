using System;
using System.Collections;

namespace EdgeWs.Nano
{
    /// <summary>Callbacks that wait for the polling thread. The only place that other threads may touch.</summary>
    internal sealed class PostQueue
    {
        private readonly ArrayList _callbacks = new ArrayList();

        /// <summary>Whether nothing waits.</summary>
        internal bool IsEmpty
        {
            get
            {
                lock (_callbacks)
                {
                    return _callbacks.Count == 0;
                }
            }
        }

        internal void Add(Action callback)
        {
            lock (_callbacks)
            {
                _callbacks.Add(callback);
            }
        }

        /// <summary>Takes all that wait, in order, or null when there are none.</summary>
        internal object[] TakeAll()
        {
            lock (_callbacks)
            {
                if (_callbacks.Count == 0)
                {
                    return null;
                }

                object[] all = _callbacks.ToArray();
                _callbacks.Clear();
                return all;
            }
        }
    }
}
