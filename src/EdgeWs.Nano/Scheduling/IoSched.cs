using System;

namespace EdgeWs.Nano
{
    /// <summary>The default scheduler of the program: <c>while (true) IoSched.Poll();</c> drives everything.</summary>
    /// <remarks>See <see cref="IoScheduler"/>, to which each member forwards.</remarks>
    public static class IoSched
    {
        private static readonly object s_lock = new object();
        private static IoScheduler s_default;

        /// <summary>The scheduler that servers and clients use when their options name no other. Made at its first use.</summary>
        public static IoScheduler Default => s_default ?? Create();

        /// <inheritdoc cref="IoScheduler.ErrorReported"/>
        public static event IoErrorHandler ErrorReported
        {
            add => Default.ErrorReported += value;
            remove => Default.ErrorReported -= value;
        }

        /// <inheritdoc cref="IoScheduler.MaxIdleWait"/>
        public static int MaxIdleWait
        {
            get => Default.MaxIdleWait;
            set => Default.MaxIdleWait = value;
        }

        /// <inheritdoc cref="IoScheduler.Poll()"/>
        public static bool Poll()
        {
            return Default.Poll();
        }

        /// <inheritdoc cref="IoScheduler.Poll(int)"/>
        public static bool Poll(int timeoutMs)
        {
            return Default.Poll(timeoutMs);
        }

        /// <inheritdoc cref="IoScheduler.Run"/>
        public static void Run()
        {
            Default.Run();
        }

        /// <inheritdoc cref="IoScheduler.Stop"/>
        public static void Stop()
        {
            Default.Stop();
        }

        /// <inheritdoc cref="IoScheduler.Post"/>
        public static void Post(Action callback)
        {
            Default.Post(callback);
        }

        /// <inheritdoc cref="IoScheduler.SetTimeout"/>
        public static IoTimer SetTimeout(Action callback, int delayMs)
        {
            return Default.SetTimeout(callback, delayMs);
        }

        /// <inheritdoc cref="IoScheduler.SetInterval"/>
        public static IoTimer SetInterval(Action callback, int periodMs)
        {
            return Default.SetInterval(callback, periodMs);
        }

        /// <inheritdoc cref="IoScheduler.Clear"/>
        public static void Clear(IoTimer timer)
        {
            Default.Clear(timer);
        }

        /// <summary>Any thread may be the first, by posting.</summary>
        private static IoScheduler Create()
        {
            lock (s_lock)
            {
                s_default = s_default ?? new IoScheduler();
                return s_default;
            }
        }
    }
}
