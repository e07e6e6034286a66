using System;
using System.Threading;
using EdgeWs.Nano;
using EdgeWs.Testee;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Conformance.Endpoints
{
    /// <summary>Has the one connection of a test echo, and keeps what it reports.</summary>
    internal sealed class ConnectionWatch
    {
        private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

        private readonly ManualResetEventSlim _over = new ManualResetEventSlim();
        private int _closedCount;
        private int _closedCode;
        private Exception _error;

        internal void Attach(IoScheduler scheduler)
        {
            scheduler.Error += (source, exception) => _error = exception;
        }

        internal void Attach(WsConnection connection)
        {
            Echo.Attach(connection);
            connection.Closed += OnClosed;
        }

        internal void WaitForClosed()
        {
            Assert.IsTrue(_over.Wait(s_longestWait), "Closed was not raised");
        }

        internal void AssertClosedOnce(int code)
        {
            Assert.AreEqual(1, _closedCount, "how often Closed was raised");
            Assert.AreEqual(code, _closedCode, "the code of Closed");
            Assert.IsNull(_error, "an exception: " + _error);
        }

        private void OnClosed(WsConnection connection, int code, string reason)
        {
            _closedCount++;
            _closedCode = code;
            _over.Set();
        }
    }
}
