using System;
using System.Collections.Concurrent;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak
{
    /// <summary>A scheduler and the thread that polls it.</summary>
    internal sealed class PollThread
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

        private readonly ConcurrentQueue<string> _findings;
        private readonly Thread _thread;
        private volatile bool _isStopping;

        internal PollThread(string name, ConcurrentQueue<string> findings)
        {
            _findings = findings;
            Scheduler = new IoScheduler { MaxIdleWait = 1 };
            Scheduler.ErrorReported += (source, e) => findings.Enqueue($"{name}: error of {source.GetType().Name}: {e}");
            _thread = new Thread(Run) { IsBackground = true, Name = name };
            _thread.Start();
        }

        /// <summary>A pass is over. Raised on the polling thread, to be changed from there.</summary>
        internal event Action Passed;

        internal IoScheduler Scheduler { get; }

        /// <summary>Runs something on the polling thread and waits for it.</summary>
        internal void Do(Action action)
        {
            var done = new ManualResetEventSlim();
            Scheduler.Post(() =>
            {
                try
                {
                    action();
                }
                finally
                {
                    done.Set();
                }
            });
            if (!done.Wait(s_patience))
            {
                _findings.Enqueue(_thread.Name + ": does not poll any more");
            }
        }

        internal void Stop()
        {
            _isStopping = true;
            if (!_thread.Join(s_patience))
            {
                _findings.Enqueue(_thread.Name + ": a pass does not end");
            }
        }

        private void Run()
        {
            try
            {
                while (!_isStopping)
                {
                    bool worked = Scheduler.Poll(0);
                    Passed?.Invoke();
                    if (!worked)
                    {
                        Scheduler.Poll(1);
                    }
                }
            }
            catch (Exception e)
            {
                _findings.Enqueue($"{_thread.Name}: an exception left Poll: {e}");
            }
        }
    }
}
