using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A client on its way to an open connection, and all that can end it there.</summary>
    [TestClass]
    public class ClientConnectTests
    {
        [TestMethod, DataRow(true), DataRow(false)]
        public void AFailureToConnect(bool failedToResolve)
        {
            TestClient test = new TestClient();
            Exception exception = new Exception();
            test.Loop.Advance(1000);
            test.Connector.Fail(exception, failedToResolve);
            test.Loop.Run();
            AssertFailed(test, failedToResolve ? WsErrorKind.NotResolved : WsErrorKind.NotConnected);
            Assert.AreSame(exception, test.Client.Error.Exception);
        }

        [TestMethod]
        public void TheTimeToConnectIsLimited()
        {
            TestClient test = new TestClient();
            test.Loop.Advance(14950);
            Assert.AreEqual(string.Empty, test.TakeLog());
            Assert.IsNull(test.Client.Error);

            test.Loop.Advance(50);
            AssertFailed(test, WsErrorKind.TimedOut);
            Assert.IsTrue(test.Connector.IsCancelled);
        }

        [TestMethod]
        public void TheTimeForTheHandshakeBeginsWithTheConnection()
        {
            TestClient test = new TestClient();
            test.Loop.Advance(14900);
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 101 Swi");
            test.Loop.Advance(9950);
            Assert.AreEqual(string.Empty, test.TakeLog());

            test.Loop.Advance(50);
            AssertFailed(test, WsErrorKind.TimedOut);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
        }

        [TestMethod]
        public void TheTimesAreOptions()
        {
            WsClientOptions options = new WsClientOptions { ConnectTimeout = 100, HandshakeTimeout = 200 };
            TestClient test = new TestClient(options);
            test.Loop.Advance(100);
            AssertFailed(test, WsErrorKind.TimedOut);

            test = new TestClient(options);
            test.Accept();
            test.Loop.Advance(150);
            Assert.IsNull(test.Client.Error);
            test.Loop.Advance(50);
            AssertFailed(test, WsErrorKind.TimedOut);
        }

        [TestMethod]
        public void ABlockedLoopDoesNotLoseWhatWasInTime()
        {
            TestClient test = new TestClient();
            MemoryTransport transport = MemoryTransport.CreatePair();
            test.Connector.Connect(transport);
            test.Loop.Clock.Advance(60000);
            test.Loop.Run();
            RawPeer peer = new RawPeer(transport.Peer);
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            test.Loop.Clock.Advance(60000);
            Assert.AreEqual("open;", test.Run());
            Assert.AreEqual(WsConnectionState.Open, test.Client.State);
        }

        [TestMethod]
        public void AServerThatTakesNoRequestTimesOut()
        {
            TestClient test = new TestClient();
            MemoryTransport transport = MemoryTransport.CreatePair();
            transport.Peer.Incoming.Capacity = 10;
            test.Connector.Connect(transport);
            test.Loop.Advance(10100);
            AssertFailed(test, WsErrorKind.TimedOut);
            Assert.AreEqual(1, transport.CloseCount);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AServerThatEndsTheConnectionInsteadOfAnswering(bool isReset)
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            peer.SendText("HTTP/1.1 101");
            if (isReset)
            {
                peer.Transport.Reset();
            }
            else
            {
                peer.Transport.Close();
            }

            test.Loop.Run();
            AssertFailed(test, WsErrorKind.ConnectionLost);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
        }

        [TestMethod]
        public void AConnectionThatIsBrokenFromTheBeginning()
        {
            TestClient test = new TestClient();
            MemoryTransport transport = MemoryTransport.CreatePair();
            transport.Reset();
            test.Connector.Connect(transport);
            test.Loop.Run();
            AssertFailed(test, WsErrorKind.ConnectionLost);
            Assert.AreEqual(1, transport.CloseCount);
        }

        [TestMethod]
        public void CloseWhileConnecting()
        {
            TestClient test = new TestClient();
            test.Client.Close(3000, "never mind");
            Assert.AreEqual(WsConnectionState.Closing, test.Client.State);
            Assert.AreEqual(string.Empty, test.TakeLog());

            test.Loop.Run();
            AssertFailed(test, WsErrorKind.Cancelled);
            Assert.IsTrue(test.Connector.IsCancelled);
        }

        [TestMethod]
        public void CloseWhileShakingHands()
        {
            TestClient test = new TestClient();
            RawPeer peer = test.Accept();
            test.Client.Close();
            test.Client.Close();
            peer.SendText(TestClient.CreateAnswer(peer.ReadText()));
            test.Loop.Run();

            AssertFailed(test, WsErrorKind.Cancelled);
            Assert.AreEqual(1, peer.Transport.Peer.CloseCount);
            Assert.AreEqual(string.Empty, peer.ReadText());
        }

        [TestMethod]
        public void TheErrorIsThereWhenClosedIsRaised()
        {
            TestClient test = new TestClient();
            WsError seen = null;
            test.Client.Closed += (c, code, reason) => seen = ((WsClient)c).Error;
            test.Fail();

            Assert.AreSame(test.Client.Error, seen);
            Assert.IsNotNull(seen);
        }

        [TestMethod]
        public void TheClosedHandlerMayMakeTheNextClient()
        {
            TestClient test = new TestClient();
            MemoryConnector next = new MemoryConnector();
            WsClientOptions options = new WsClientOptions { Scheduler = test.Loop.Scheduler };
            WsClient again = null;
            test.Client.Closed += (c, code, reason) => again = WsClient.Create(WsUrl.Parse("ws://h/"), options, next);
            test.Fail();
            Assert.AreEqual(WsConnectionState.Connecting, again.State);

            MemoryTransport transport = MemoryTransport.CreatePair();
            next.Connect(transport);
            test.Loop.Run();
            Assert.StartsWith("GET / HTTP/1.1\r\n", new RawPeer(transport.Peer).ReadText());
            Assert.AreEqual(1, test.Loop.Scheduler.Count);
        }

        private static void AssertFailed(TestClient test, WsErrorKind kind)
        {
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual((int)kind, (int)test.Client.Error.Kind);
            Assert.AreEqual(0, test.Client.Error.Status);
            Assert.AreEqual(WsConnectionState.Closed, test.Client.State);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
            Assert.AreEqual(0, test.Loop.ErrorCount);
            test.Loop.Advance(30000);
            Assert.AreEqual(string.Empty, test.TakeLog());
        }
    }
}
