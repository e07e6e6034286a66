namespace EdgeWs.Testing
{
    /// <summary>How long a test waits for what must happen: far longer than it ever takes, so that a busy machine fails nothing.</summary>
    internal static class Patience
    {
        public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

        /// <summary>For a cluster of servers that has to find itself again on a busy machine.</summary>
        public static readonly TimeSpan Cluster = 5 * Limit;

        public static int Milliseconds => (int)Limit.TotalMilliseconds;

        /// <summary>A token for one step of a test with .NET's asynchronous calls.</summary>
        public static CancellationToken Token => new CancellationTokenSource(Limit).Token;

        /// <summary>Waits for a signal.</summary>
        /// <exception cref="AssertFailedException">It did not come in time.</exception>
        public static void Await(WaitHandle signal, string what)
        {
            Assert.IsTrue(signal.WaitOne(Limit), "Not in time: " + what);
        }

        /// <summary>Waits for something that raises no event.</summary>
        /// <exception cref="AssertFailedException">It did not happen in time.</exception>
        public static void Until(Func<bool> condition, string what, TimeSpan? limit = null)
        {
            Assert.IsTrue(SpinWait.SpinUntil(condition, limit ?? Limit), "Not in time: " + what);
        }

        /// <summary>Gives the product as much time as the tests have, unless a test has set a time of its own.</summary>
        public static T Prolong<T>(T options, WsTlsOptions tls)
            where T : WsOptions, new()
        {
            options ??= new T();
            var usual = new T();
            options.HandshakeTimeout = Longer(options.HandshakeTimeout, usual.HandshakeTimeout);
            options.SendTimeout = Longer(options.SendTimeout, usual.SendTimeout);
            options.CloseTimeout = Longer(options.CloseTimeout, usual.CloseTimeout);
            options.PongTimeout = Longer(options.PongTimeout, usual.PongTimeout);
            if (options is WsClientOptions client)
            {
                client.ConnectTimeout = Longer(client.ConnectTimeout, new WsClientOptions().ConnectTimeout);
            }

            if (tls != null)
            {
                tls.HandshakeTimeout = Longer(tls.HandshakeTimeout, new WsTlsOptions().HandshakeTimeout);
            }

            return options;
        }

        private static int Longer(int time, int usual)
        {
            return time == usual ? Milliseconds : time;
        }
    }
}
