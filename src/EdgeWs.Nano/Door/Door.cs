namespace EdgeWs.Nano
{
    /// <summary>A port that is open: lets in whom the <see cref="Admission"/> has a place for. All others wait in the platform's queue.</summary>
    internal sealed class Door : IPollable
    {
        // How soon to ask the platform again when it could not accept, for want of a socket most likely.
        private const int RetryTime = 100;

        private readonly TransportListener _listener;
        private readonly Admission _admission;
        private int _retryAt;
        private bool _isFailing;
        private bool _isFull;

        /// <param name="listener">Belongs to the door from now on.</param>
        /// <param name="admission">Gives the places.</param>
        internal Door(TransportListener listener, Admission admission)
        {
            _listener = listener;
            _admission = admission;
            try
            {
                admission.Resources.Scheduler.Add(this);
            }
            catch
            {
                // Without memory, or on another thread: the port is not to stay taken.
                listener.Close();
                throw;
            }
        }

        internal int Port => _listener.Port;

        public int Poll(int now)
        {
            _isFull = false;
            if ((_isFailing && now - _retryAt < 0) || !_listener.IsPending())
            {
                return PollResult.Idle;
            }

            // One a pass: each comes with work of its own.
            _isFull = !_admission.MakeRoom(now);
            if (_isFull)
            {
                return PollResult.Idle;
            }

            Transport transport = _listener.Accept();
            _isFailing = transport == null;
            if (_isFailing)
            {
                _retryAt = now + RetryTime;
                _admission.MakeWay(now);
                return PollResult.Idle;
            }

            _admission.Enter(transport, now);
            return PollResult.Worked;
        }

        public bool Wait(int milliseconds)
        {
            // Whoever waits in the queue for a place would end every wait at once.
            return !_isFull && !_isFailing && _listener.Wait(milliseconds);
        }

        public void Fault()
        {
            // An exception while accepting, such as one of memory: the door stays open, the connection is lost.
        }

        /// <summary>Ends listening. Who is in stays.</summary>
        internal void Close()
        {
            _admission.Resources.Scheduler.Remove(this);
            _listener.Close();
        }
    }
}
