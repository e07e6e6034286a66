using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>No more TLS sessions than there may be.</summary>
    [TestClass]
    public class TlsSessionsTests
    {
        [TestMethod]
        public void SessionsAreCounted()
        {
            TlsSessions sessions = new TlsSessions(2);
            Assert.IsTrue(sessions.TryBegin());
            Assert.IsTrue(sessions.TryBegin());
            Assert.IsFalse(sessions.TryBegin());
            Assert.AreEqual(2, sessions.Count);
            sessions.End();
            Assert.IsTrue(sessions.TryBegin());
        }
    }
}
