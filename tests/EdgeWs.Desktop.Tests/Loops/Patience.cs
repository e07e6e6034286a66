using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Loops
{
    /// <summary>How long a test waits for what must happen: far longer than it ever takes, so that a slow machine fails nothing.</summary>
    internal static class Patience
    {
        public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

        public static int Milliseconds => (int)Limit.TotalMilliseconds;

        /// <summary>A token for one step of a test with .NET's asynchronous calls.</summary>
        public static CancellationToken Token => new CancellationTokenSource(Limit).Token;

        /// <summary>Waits for a signal.</summary>
        /// <exception cref="AssertFailedException">It did not come in time.</exception>
        public static void Await(WaitHandle signal, string what)
        {
            if (!signal.WaitOne(Limit))
            {
                throw new AssertFailedException("Not in time: " + what);
            }
        }
    }
}
