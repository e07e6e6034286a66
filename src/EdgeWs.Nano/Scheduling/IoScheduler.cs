using System;
using System.Collections;
using System.Diagnostics;
using System.Threading;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The loop that drives servers, clients and timers. Nothing happens but inside <see cref="Poll()"/>, on the thread that
    /// calls it.
    /// </summary>
    /// <remarks>
    /// <para>Threads: everything of this library runs on the thread that polls, and is to be called from there. The one
    /// exception is <see cref="Post"/>, which any thread may call.</para>
    /// <para>Most programs use the default instance through <see cref="IoSched"/>. All connections of a
    /// scheduler share its buffers, about 4 KB.</para>
    /// </remarks>
    public sealed class IoScheduler
    {
        // With something waiting to go out, a socket that becomes writable does not end a wait: look again soon.
        private const int WaitWhileSending = 4;

        // The platform's waits take microseconds, which end at half an hour.
        private const int LongestWait = 60000;

        internal readonly Clock Clock;

        /// <summary>What those that are polled share. The loop does not know what it is.</summary>
        internal object Resources;

        private readonly TimerList _timers = new TimerList();
        private readonly PostQueue _posted = new PostQueue();
        private readonly PollRing _items;
        private int _now;
        private int _wait;
        private int _maxIdleWait = 64;
        private int _maxBufferedBytes = 32768;
        private bool _isPolling;
        private bool _isRunning;
#if DESKTOP
        private Thread _thread;
#endif

        /// <summary>Makes a scheduler with buffers of its own.</summary>
        public IoScheduler()
            : this(new Clock())
        {
        }

        internal IoScheduler(Clock clock)
        {
            Clock = clock;
            _now = clock.Ticks;
            _items = new PollRing(this);
        }

        /// <summary>
        /// An exception came out of a handler. A connection whose handler it was is closed with 1011; a handshake is refused with
        /// 500; timers and posted callbacks just go on. Or a TLS handshake of a server failed, which ended that connection. When nobody listens, the exception is written to the console.
        /// </summary>
        public event IoErrorHandler ErrorReported;

        /// <summary>The longest time in milliseconds that <see cref="Poll()"/> waits when there is nothing to do. 64 by default, 0 never to wait.</summary>
        /// <remarks>
        /// The wait begins at one millisecond after the last activity and doubles up to this. It ends at once when the connection
        /// that was active last receives something; others, deadlines and <see cref="Post"/> may wait for its end.
        /// </remarks>
        /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
        public int MaxIdleWait
        {
            get => _maxIdleWait;
            set => _maxIdleWait = Check.AtLeast(0, value);
        }

        /// <summary>The most bytes that wait to be sent in all connections together, 32,768 by default. A message that would have to wait beyond that is refused, and <c>WsServerChannel.Drained</c> follows.</summary>
        /// <remarks>
        /// It is never less than <see cref="WsOptions.MaxBufferedBytes"/> of the connection in question. A connection in which nothing waits
        /// and whose socket takes something now is not refused: what others hold does not cost it its messages.
        /// </remarks>
        /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
        public int MaxBufferedBytes
        {
            get => _maxBufferedBytes;
            set => _maxBufferedBytes = Check.AtLeast(0, value);
        }

        /// <summary>Milliseconds of the clock, as it is: a handler may have taken its time, and a pass begins long after the last.</summary>
        internal int Now => Clock.Ticks;

        /// <summary>How many servers and connections are being polled.</summary>
        internal int Count => _items.Count;

        /// <summary>Makes one pass over everything, then waits a moment if there was nothing to do.</summary>
        /// <returns>Whether anything was done.</returns>
        /// <exception cref="InvalidOperationException">Called from inside a handler.</exception>
        public bool Poll()
        {
            int result = Pass();
            if (result == PollResult.Worked)
            {
                return true;
            }

            Wait(LongestWait, result);
            return false;
        }

        /// <summary>Makes passes until something was done or the time is over; always at least one.</summary>
        /// <param name="timeoutMs">Milliseconds. 0 makes one pass and never waits.</param>
        /// <returns>Whether anything was done.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeoutMs"/> is negative.</exception>
        /// <exception cref="InvalidOperationException">Called from inside a handler.</exception>
        public bool Poll(int timeoutMs)
        {
            if (timeoutMs < 0)
            {
                Check.AtLeast(0, timeoutMs);
            }

            int result = Pass();
            if (result == PollResult.Worked)
            {
                return true;
            }

            int end = _now + timeoutMs;
            do
            {
                int left = end - Clock.Ticks;
                if (left <= 0)
                {
                    return false;
                }

                Wait(left, result);
                result = Pass();
            }
            while (result != PollResult.Worked);

            return true;
        }

        /// <summary>Polls until <see cref="Stop"/> is called.</summary>
        /// <exception cref="InvalidOperationException">Called from inside a handler.</exception>
        public void Run()
        {
            CheckNotPolling();
            _isRunning = true;
            while (_isRunning)
            {
                Poll();
            }
        }

        /// <summary>Ends <see cref="Run"/> after the current pass. From another thread, post it.</summary>
        public void Stop()
        {
            _isRunning = false;
        }

        /// <summary>Has a callback run on the polling thread in one of the next passes. Any thread may call this.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
        public void Post(Action callback)
        {
            _posted.Add((Action)Check.NotNull(callback));
        }

        /// <summary>Has a callback run once.</summary>
        /// <param name="callback">What to run, in the loop.</param>
        /// <param name="delayMs">Milliseconds from now.</param>
        /// <returns>The timer, for <see cref="Clear"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="delayMs"/> is negative, or more than a week.</exception>
        public IoTimer SetTimeout(Action callback, int delayMs)
        {
            return AddTimer(callback, Check.Time(delayMs, 0), 0);
        }

        /// <summary>Has a callback run again and again.</summary>
        /// <param name="callback">What to run, in the loop.</param>
        /// <param name="periodMs">
        /// Milliseconds from one call to the next, at least 1. The times do not drift; calls that were missed because the loop was
        /// held up are not made up for.
        /// </param>
        /// <returns>The timer, for <see cref="Clear"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="periodMs"/> is not positive, or more than a week.</exception>
        public IoTimer SetInterval(Action callback, int periodMs)
        {
            return AddTimer(callback, Check.Time(periodMs, 1), periodMs);
        }

        /// <summary>Stops a timer. Does nothing when it is over, stopped already or null.</summary>
        public void Clear(IoTimer timer)
        {
            CheckThread();
            if (timer != null)
            {
                _timers.Remove(timer);
            }
        }

        /// <summary>Begins to poll an item, from the next pass on.</summary>
        internal void Add(IPollable item)
        {
            CheckThread();
            _items.Add(item);
        }

        /// <summary>Ends polling an item, at once.</summary>
        internal void Remove(IPollable item)
        {
            CheckThread();
            _items.Remove(item);
        }

        /// <summary>Tells the application of an exception that one of its handlers let out.</summary>
        internal void Report(object source, Exception exception)
        {
            try
            {
                if (ErrorReported == null)
                {
                    Console.WriteLine(exception.ToString());
                }
                else
                {
                    ErrorReported(source, exception);
                }
            }
            catch (Exception)
            {
                // There is nobody left to tell, and the loop must go on.
            }
        }

        /// <summary>On the desktop: notices a call from another thread than the one that polls, or did so last and still lives.</summary>
        [Conditional("DESKTOP")]
        internal void CheckThread()
        {
#if DESKTOP
            Thread thread = _thread;
            Check.State(thread == null || thread == Thread.CurrentThread || !thread.IsAlive, Words.OtherThread);
#endif
        }

        private void CheckNotPolling()
        {
#if DESKTOP
            Check.State(!_isPolling || _thread == Thread.CurrentThread, Words.OtherThread);
#endif
            Check.State(!_isPolling, Words.InHandler);
        }

        private int Pass()
        {
            if (_isPolling)
            {
                CheckNotPolling();
            }
#if DESKTOP
            _thread = Thread.CurrentThread;
#endif
            _isPolling = true;
            try
            {
                _now = Clock.Ticks;
                bool hasWorked = false;
                if (_posted.Count > 0)
                {
                    RunPosted();
                    hasWorked = true;
                }

                if (_timers.First != null)
                {
                    hasWorked |= RunTimers();
                }

                int result = _items.Poll(_now);
                if (result != PollResult.Worked && !hasWorked)
                {
                    return result;
                }

                _wait = 0;
                return PollResult.Worked;
            }
            finally
            {
                _isPolling = false;
            }
        }

        private void RunPosted()
        {
            ArrayList callbacks = _posted.TakeAll();
            for (int i = 0; i < callbacks.Count; i++)
            {
                try
                {
                    ((Action)callbacks[i])();
                }
                catch (Exception e)
                {
                    Report(this, e);
                }
            }

            callbacks.Clear();
        }

        private bool RunTimers()
        {
            IoTimer timer = _timers.First;
            if (_now - timer.Due < 0)
            {
                return false;
            }

            // What a callback adds is due after this pass began, or at its beginning when the delay is 0: count, so that a
            // timer which sets itself again with no delay does not hold the loop.
            int due = 0;
            for (IoTimer at = timer; at != null && _now - at.Due >= 0; at = at.Next)
            {
                due++;
            }

            while (due-- > 0 && (timer = _timers.First) != null && _now - timer.Due >= 0)
            {
                _timers.Remove(timer);
                if (timer.Period > 0)
                {
                    timer.Due += timer.Period;
                    if (_now - timer.Due >= 0)
                    {
                        timer.Due = _now + timer.Period;
                    }

                    _timers.Add(timer);
                }

                try
                {
                    timer.Callback();
                }
                catch (Exception e)
                {
                    Report(timer, e);
                }
            }

            return true;
        }

        private void Wait(int milliseconds, int result)
        {
            // From one millisecond after the last activity on, twice as long each time.
            _wait = _wait == 0 ? 1 : _wait << 1;
            int longest = result == PollResult.Waiting ? WaitWhileSending : LongestWait;
            if (longest > _maxIdleWait)
            {
                longest = _maxIdleWait;
            }

            if (_wait > longest)
            {
                _wait = longest;
            }

            if (milliseconds > _wait)
            {
                milliseconds = _wait;
            }

            if (_timers.First != null && _timers.First.Due - _now < milliseconds)
            {
                milliseconds = _timers.First.Due - _now;
            }

            if (milliseconds <= 0 || _posted.Count > 0)
            {
                return;
            }

            if (!_items.Wait(milliseconds))
            {
                Thread.Sleep(milliseconds);
            }
        }

        private IoTimer AddTimer(Action callback, int delayMs, int periodMs)
        {
            CheckThread();
            IoTimer timer = new IoTimer((Action)Check.NotNull(callback), Clock.Ticks + delayMs, periodMs);
            _timers.Add(timer);
            return timer;
        }
    }
}
