using System;
using System.Diagnostics;
using System.Threading;
using EdgeWs.Nano;

namespace EdgeWs.Soak
{
    /// <summary>A scheduler and the thread that polls it, with a watch on how long its passes take.</summary>
    internal sealed class PollThread
    {
        private readonly Findings _findings;
        private readonly Thread _thread;
        private volatile bool _isStopping;
        private long _longestPass;

        internal PollThread(string name, Findings findings)
        {
            _findings = findings;
            Scheduler = new IoScheduler { MaxIdleWait = 1 };
            Scheduler.Error += (source, e) => findings.Add($"{name}: error of {source.GetType().Name}: {e}");
            _thread = new Thread(Run) { IsBackground = true, Name = name };
            _thread.Start();
        }

        internal IoScheduler Scheduler { get; }

        /// <summary>The longest pass since the last look; all that the machine did meanwhile is part of it.</summary>
        internal TimeSpan TakeLongestPass()
        {
            return Stopwatch.GetElapsedTime(0, Interlocked.Exchange(ref _longestPass, 0));
        }

        internal void Post(Action action)
        {
            Scheduler.Post(action);
        }

        /// <summary>Runs something on the polling thread and waits for it.</summary>
        internal T Do<T>(Func<T> function)
        {
            T result = default;
            using var done = new ManualResetEventSlim();
            Scheduler.Post(() =>
            {
                try
                {
                    result = function();
                }
                finally
                {
                    done.Set();
                }
            });
            if (!done.Wait(TimeSpan.FromSeconds(30)))
            {
                _findings.Add(_thread.Name + ": does not poll any more");
            }

            return result;
        }

        internal void Stop()
        {
            _isStopping = true;
            if (!_thread.Join(TimeSpan.FromSeconds(30)))
            {
                _findings.Add(_thread.Name + ": a pass does not end");
            }
        }

        private void Run()
        {
            try
            {
                while (!_isStopping)
                {
                    long began = Stopwatch.GetTimestamp();
                    bool worked = Scheduler.Poll(0);
                    long took = Stopwatch.GetTimestamp() - began;
                    if (took > Volatile.Read(ref _longestPass))
                    {
                        Volatile.Write(ref _longestPass, took);
                    }

                    if (!worked)
                    {
                        Scheduler.Poll(1);
                    }
                }
            }
            catch (Exception e)
            {
                _findings.Add($"{_thread.Name}: an exception left Poll: {e}");
            }
        }
    }
}
