using System;
using EdgeWs.Conformance.Links;
using EdgeWs.Nano;
using EdgeWs.Testee;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Endpoints
{
    /// <summary>A peer under test: the library in one of its roles, echoing.</summary>
    internal abstract class Endpoint : IDisposable
    {
        /// <summary>The largest message of the suite.</summary>
        internal const int MaxMessageSize = 16 * 1024 * 1024;

        /// <summary>The role of the peer under test; the tester has the other.</summary>
        internal abstract bool IsServer { get; }

        /// <summary>Makes the connection, opening handshake included.</summary>
        internal abstract Link Open();

        /// <summary>Checks that the connection is over on the side of the peer under test, was reported once, and left nothing behind.</summary>
        /// <param name="code">The code that the peer has to report.</param>
        internal abstract void AssertOver(int code);

        public abstract void Dispose();

        protected static TOptions Allow<TOptions>(TOptions options, IoScheduler scheduler)
            where TOptions : WsOptions
        {
            options.Scheduler = scheduler;
            Echo.Allow(options, MaxMessageSize);
            return options;
        }

        /// <summary>What is left when a scheduler's only connection is over.</summary>
        protected static void AssertFreed(IoScheduler scheduler, WsServer server)
        {
            Assert.AreEqual(server == null ? 0 : 1, scheduler.Count, "polled items");
            Assert.AreEqual(0, server == null ? 0 : server.ChannelCount, "channels");
        }
    }
}
