using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Loops
{
    /// <summary>A scheduler with a thread that polls it, as a program's main loop does.</summary>
    internal sealed class LoopThread : IDisposable
    {
        private readonly Thread _thread;
        private readonly ConcurrentQueue<Exception> _errors = new ConcurrentQueue<Exception>();
        private volatile bool _isStopping;
        private long _passes;
        private long _longestPass;

        public LoopThread()
        {
            // A post ends no wait, so the waits are short.
            Scheduler = new IoScheduler { MaxIdleWait = 1 };
            Scheduler.Error += (source, exception) => _errors.Enqueue(exception);
            _thread = new Thread(Run) { IsBackground = true, Name = "loop" };
            _thread.Start();
        }

        public IoScheduler Scheduler { get; }

        /// <summary>What handlers let out, and what the loop itself did, which it must never.</summary>
        public ConcurrentQueue<Exception> Errors => _errors;

        /// <summary>Passes made so far.</summary>
        public long Passes => Interlocked.Read(ref _passes);

        /// <summary>The longest time that a pass took; with everything else that the machine did meanwhile.</summary>
        public TimeSpan LongestPass => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _longestPass));

        /// <summary>Runs something on the polling thread and waits for it.</summary>
        /// <returns>What it returned.</returns>
        public T Do<T>(Func<T> function)
        {
            if (Thread.CurrentThread == _thread)
            {
                return function();
            }

            var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            Scheduler.Post(() =>
            {
                try
                {
                    result.SetResult(function());
                }
                catch (Exception e)
                {
                    result.SetException(e);
                }
            });

            if (!((IAsyncResult)result.Task).AsyncWaitHandle.WaitOne(Patience.Limit))
            {
                throw new AssertFailedException("The loop did not take a post. " + string.Join('\n', _errors));
            }

            return result.Task.GetAwaiter().GetResult();
        }

        /// <summary>As the other, for what returns nothing.</summary>
        public void Do(Action action)
        {
            Do(() =>
            {
                action();
                return true;
            });
        }

        /// <summary>Waits for something that only the polling thread can see, looking at it pass by pass.</summary>
        /// <exception cref="AssertFailedException">It did not happen in time.</exception>
        public void Until(Func<bool> condition, string what)
        {
            long start = Stopwatch.GetTimestamp();
            while (!Do(condition))
            {
                if (Stopwatch.GetElapsedTime(start) > Patience.Limit)
                {
                    throw new AssertFailedException("Not in time: " + what);
                }
            }
        }

        public void Dispose()
        {
            _isStopping = true;
            if (!_thread.Join(Patience.Limit))
            {
                throw new AssertFailedException("The loop does not end.");
            }
        }

        private void Run()
        {
            try
            {
                while (!_isStopping)
                {
                    long start = Stopwatch.GetTimestamp();
                    bool hasWorked = Scheduler.Poll(0);
                    long time = Stopwatch.GetTimestamp() - start;
                    if (time > _longestPass)
                    {
                        Interlocked.Exchange(ref _longestPass, time);
                    }

                    Interlocked.Increment(ref _passes);
                    if (!hasWorked)
                    {
                        Scheduler.Poll();
                    }
                }
            }
            catch (Exception e)
            {
                _errors.Enqueue(e);
            }
        }
    }
}
