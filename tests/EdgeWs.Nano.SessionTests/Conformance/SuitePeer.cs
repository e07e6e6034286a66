using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The suite's side of an open connection to a server or client that echoes.</summary>
    internal static class SuitePeer
    {
        internal static TestEnd Open(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.OnMessage((c, m) => c.Send(m));
            return end;
        }

        /// <summary>Ends TCP: the connection must be over, must have been reported once and must not have thrown.</summary>
        internal static void AssertEnds(TestEnd end)
        {
            end.EndStream();
            string log = end.TakeLog();
            int closed = 0;
            foreach (string entry in log.Split(';'))
            {
                closed += entry.IndexOf("closed:") == 0 ? 1 : 0;
            }

            Assert.AreEqual(1, closed, log);
            Assert.AreEqual(0, end.Loop.ErrorCount);
            end.AssertFreed();
        }
    }
}
