namespace EdgeWs.Nano
{
    /// <summary>Timers in the order in which they are due.</summary>
    internal sealed class TimerList
    {
        /// <summary>The timer that is due next, or null.</summary>
        internal IoTimer First;

        /// <summary>Inserts a timer behind all that are due at the same time or earlier.</summary>
        internal void Add(IoTimer timer)
        {
            IoTimer before = null;
            IoTimer after = First;
            while (after != null && timer.Due - after.Due >= 0)
            {
                before = after;
                after = after.Next;
            }

            timer.Next = after;
            Link(before, timer);
        }

        /// <summary>Takes a timer out.</summary>
        /// <returns>Whether it was in the list.</returns>
        internal bool Remove(IoTimer timer)
        {
            IoTimer before = null;
            for (IoTimer at = First; at != null; at = at.Next)
            {
                if (at == timer)
                {
                    Link(before, timer.Next);
                    timer.Next = null;
                    return true;
                }

                before = at;
            }

            return false;
        }

        private void Link(IoTimer before, IoTimer next)
        {
            if (before == null)
            {
                First = next;
            }
            else
            {
                before.Next = next;
            }
        }
    }
}
