using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>The suite's side of an open connection to a server or client that echoes.</summary>
    internal sealed class SuitePeer
    {
        private readonly TestLoop _loop;
        private readonly RawPeer _peer;
        private readonly int _itemsLeft;
        private int _closedCount;

        internal SuitePeer(bool isClient)
        {
            if (isClient)
            {
                TestClient test = new TestClient();
                _loop = test.Loop;
                _peer = test.Open();
                Attach(test.Client);
            }
            else
            {
                TestServer test = new TestServer();
                _loop = test.Loop;
                _peer = test.Open();
                _itemsLeft = 1;
                Attach(test.Channel);
            }
        }

        internal void Send(byte[] bytes)
        {
            _peer.Send(bytes);
            _loop.Run();
        }

        internal string ReadHex()
        {
            return _peer.ReadHex();
        }

        /// <summary>Ends TCP: the connection must be over, must have been reported once and must not have thrown.</summary>
        internal void AssertEnds()
        {
            _peer.Transport.Close();
            _loop.Run();
            Assert.AreEqual(1, _closedCount);
            Assert.AreEqual(0, _loop.ErrorCount);
            Assert.AreEqual(_itemsLeft, _loop.Scheduler.Count);
        }

        private void Attach(WsConnection connection)
        {
            connection.Message += (c, m) => c.Send(m);
            connection.Closed += (c, code, reason) => _closedCount++;
        }
    }
}
