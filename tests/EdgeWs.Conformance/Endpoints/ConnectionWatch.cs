using System;
using System.Threading;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;
using EdgeWs.Testee;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Endpoints
{
    /// <summary>Has the one connection of a test echo, and keeps what it reports.</summary>
    internal sealed class ConnectionWatch
    {
        private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(60);

        private readonly ManualResetEventSlim _over = new ManualResetEventSlim();
        private int _closedCount;
        private Exception _error;

        /// <summary>The connection; null while there is none.</summary>
        internal WsConnection Connection { get; private set; }

        /// <summary>How many messages were raised.</summary>
        internal int MessageCount { get; private set; }

        /// <summary>The code that was reported; 0 before.</summary>
        internal int ClosedCode { get; private set; }

        /// <summary>The reason that was reported.</summary>
        internal string ClosedReason { get; private set; }

        internal void Attach(IoScheduler scheduler)
        {
            scheduler.ErrorReported += (source, exception) => _error = exception;
        }

        internal void Attach(WsConnection connection)
        {
            Connection = connection;
            connection.OnMessage((c, message) => MessageCount++);
            connection.OnMessage(Echo.OnMessage);
            connection.OnClosed(OnClosed);
        }

        /// <summary>Lets go of the connection.</summary>
        internal WeakReference Release()
        {
            var reference = new WeakReference(Connection);
            Connection = null;
            return reference;
        }

        internal void WaitForClosed()
        {
            Assert.IsTrue(_over.Wait(s_longestWait), "Closed was not raised");
        }

        internal void AssertClosedOnce(int code)
        {
            AssertClosedOnce();
            Assert.AreEqual(code, ClosedCode, "the code of Closed");
        }

        internal void AssertClosedOnce()
        {
            Assert.AreEqual(1, _closedCount, "how often Closed was raised");
            Assert.IsNull(_error, "an exception: " + _error);
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            _closedCount++;
            ClosedCode = code;
            ClosedReason = reason;
            _over.Set();
        }
    }
}
