using System;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Something to poll that does what a test tells it and counts what is done with it.</summary>
    internal sealed class FakeItem : IPollable
    {
        /// <summary>What its polls return.</summary>
        internal int Result { get; set; }

        /// <summary>Runs in each poll; may be null.</summary>
        internal Action OnPoll { get; set; }

        /// <summary>Runs in each fault; may be null.</summary>
        internal Action OnFault { get; set; }

        internal int PollCount { get; private set; }

        internal int FaultCount { get; private set; }

        /// <summary>The milliseconds of the last wait; -1 when there was none since the last look.</summary>
        internal int LastWait { get; private set; } = -1;

        internal int TakeLastWait()
        {
            int last = LastWait;
            LastWait = -1;
            return last;
        }

        public int Poll(int now)
        {
            PollCount++;
            OnPoll?.Invoke();
            return Result;
        }

        /// <summary>Says that it has waited, so that no test ever sleeps.</summary>
        public bool Wait(int milliseconds)
        {
            LastWait = milliseconds;
            return true;
        }

        public void Fault()
        {
            FaultCount++;
            OnFault?.Invoke();
        }
    }
}
