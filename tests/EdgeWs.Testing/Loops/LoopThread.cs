using System.Collections.Concurrent;

namespace EdgeWs.Testing
{
    /// <summary>A scheduler with a thread that polls it, as a program's main loop does.</summary>
    internal sealed class LoopThread : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _isStopping;
        private long _passes;

        public LoopThread()
        {
            // A post ends no wait, so the waits are short.
            Scheduler = new IoScheduler { MaxIdleWait = 1 };
            Scheduler.ErrorReported += (source, exception) => Errors.Enqueue(exception);
            _thread = new Thread(Run) { IsBackground = true, Name = "loop" };
            _thread.Start();
        }

        public IoScheduler Scheduler { get; }

        /// <summary>What handlers let out, and what the loop itself did, which it must never.</summary>
        public ConcurrentQueue<Exception> Errors { get; } = new ConcurrentQueue<Exception>();

        /// <summary>Passes made so far.</summary>
        public long Passes => Interlocked.Read(ref _passes);

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
            Patience.Await(((IAsyncResult)result.Task).AsyncWaitHandle, "a post. " + string.Join('\n', Errors));
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
            Patience.Until(() => Do(condition), what);
        }

        /// <summary>Waits until so many servers, openings and connections are left in the loop.</summary>
        public void UntilLeft(int count)
        {
            Until(() => Scheduler.Count == count, count + " things to poll");
        }

        /// <summary>Waits for an exception that a handler let out, or a handshake of TLS, and takes it.</summary>
        public void ExpectError<T>()
            where T : Exception
        {
            Until(() => !Errors.IsEmpty, "an error");
            Assert.IsTrue(Errors.TryDequeue(out Exception error));
            Assert.IsInstanceOfType<T>(error);
        }

        public void Dispose()
        {
            _isStopping = true;
            Assert.IsTrue(_thread.Join(Patience.Limit), "The loop does not end.");
        }

        private void Run()
        {
            try
            {
                while (!_isStopping)
                {
                    bool hasWorked = Scheduler.Poll(0);
                    Interlocked.Increment(ref _passes);
                    if (!hasWorked)
                    {
                        Scheduler.Poll();
                    }
                }
            }
            catch (Exception e)
            {
                Errors.Enqueue(e);
            }
        }
    }
}
