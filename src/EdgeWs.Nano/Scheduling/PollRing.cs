using System;

namespace EdgeWs.Nano
{
    /// <summary>What a scheduler polls: every item once a pass, in turn, so none starves.</summary>
    internal sealed class PollRing
    {
        private const int GrowBy = 8;

        internal int Count;

        private readonly IoScheduler _scheduler;
        private IPollable[] _items = new IPollable[GrowBy];
        private bool _hasGaps;
        private IPollable _lastActive;

        internal PollRing(IoScheduler scheduler)
        {
            _scheduler = scheduler;
        }

        /// <summary>Adds an item. It takes part from the next pass on.</summary>
        internal void Add(IPollable item)
        {
            if (Count == _items.Length)
            {
                IPollable[] larger = new IPollable[Count + GrowBy];
                Array.Copy(_items, 0, larger, 0, Count);
                _items = larger;
            }

            _items[Count++] = item;
        }

        /// <summary>Takes an item out. Its place is closed up after the pass, because the pass goes by index.</summary>
        internal void Remove(IPollable item)
        {
            int index = Array.IndexOf(_items, item);
            if (index >= 0)
            {
                _items[index] = null;
                _hasGaps = true;
            }

            if (_lastActive == item)
            {
                _lastActive = null;
            }
        }

        /// <summary>Polls every item once.</summary>
        /// <returns>Worked if one did something, else Waiting if one waits to send, else Idle.</returns>
        internal int Poll(int now)
        {
            int result = PollResult.Idle;
            int count = Count;
            int index = 0;
            IPollable item = null;
            do
            {
                // One block for all items: an exception goes on with the next.
                try
                {
                    for (; index < count; index++)
                    {
                        item = _items[index];
                        int done = item == null ? PollResult.Idle : item.Poll(now);
                        if (done != PollResult.Idle)
                        {
                            if (done == PollResult.Worked)
                            {
                                _lastActive = _items[index];
                                result = done;
                            }
                            else if (result == PollResult.Idle)
                            {
                                result = done;
                            }
                        }
                    }
                }
                catch (Exception e)
                {
                    index++;
                    Fault(item, e);
                    result = PollResult.Worked;
                }
            }
            while (index < count);

            if (_hasGaps)
            {
                CloseUp();
            }

            return result;
        }

        /// <summary>Waits for the item that is likeliest to have something next: the one that had last.</summary>
        /// <returns>False when it cannot wait; there was no wait then.</returns>
        internal bool Wait(int milliseconds)
        {
            IPollable item = _lastActive ?? _items[0];
            return item != null && item.Wait(milliseconds);
        }

        private void Fault(IPollable item, Exception exception)
        {
            _scheduler.Report(item, exception);
            try
            {
                item.Fault();
            }
            catch (Exception e)
            {
                // Not even its end went well: polling it again would only repeat this.
                _scheduler.Report(item, e);
                Remove(item);
            }
        }

        private void CloseUp()
        {
            _hasGaps = false;
            int kept = 0;
            for (int i = 0; i < Count; i++)
            {
                IPollable item = _items[i];
                if (item != null)
                {
                    _items[kept++] = item;
                }
            }

            while (Count > kept)
            {
                _items[--Count] = null;
            }
        }
    }
}
