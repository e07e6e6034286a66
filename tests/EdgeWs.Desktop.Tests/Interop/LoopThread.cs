using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Interop
{
    /// <summary>A scheduler that polls on a thread of its own, so that a test can wait for what happens in it.</summary>
    internal sealed class LoopThread : IDisposable
    {
        private readonly Thread _thread;
        private readonly List<Exception> _errors = new List<Exception>();

        public LoopThread()
        {
            // A call from the test waits for the end of an idle wait.
            Scheduler = new IoScheduler { MaxIdleWait = 5 };
            Scheduler.Error += (source, exception) => _errors.Add(exception);
            _thread = new Thread(Scheduler.Run) { IsBackground = true, Name = nameof(LoopThread) };
            _thread.Start();
        }

        public IoScheduler Scheduler { get; }

        /// <summary>Runs a function in the loop and returns or throws what it does.</summary>
        public T Run<T>(Func<T> function)
        {
            var done = new TaskCompletionSource<T>();
            Scheduler.Post(() =>
            {
                try
                {
                    done.SetResult(function());
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            });

            if (!((IAsyncResult)done.Task).AsyncWaitHandle.WaitOne(Deadlines.Step))
            {
                throw new TimeoutException("The loop stands still.");
            }

            return done.Task.GetAwaiter().GetResult();
        }

        /// <summary>Fails when a handler has thrown.</summary>
        public void AssertNoErrors()
        {
            string errors = Run(() => string.Join("\n", _errors));
            Assert.AreEqual(string.Empty, errors);
        }

        public void Dispose()
        {
            Scheduler.Post(Scheduler.Stop);
            _thread.Join(Deadlines.Step);
        }
    }
}
