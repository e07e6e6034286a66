using System;
using System.Text;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Then and Catch, before and after it is known how it went.</summary>
    [TestClass]
    public class ClientPromiseTests
    {
        [TestMethod]
        public void ThenRunsWhenTheConnectionIsOpen()
        {
            TestClient test = new TestClient();
            StringBuilder log = new StringBuilder();
            WsClientPromise promise = new WsClientPromise(test.Client);
            WsClientPromise returned = promise.Then(c => log.Append("a")).Then(c => log.Append("b")).Catch(e => log.Append("x"));
            Assert.AreSame(promise, returned);

            WsClient given = null;
            promise.Then(c => given = c);
            RawPeer peer = test.Open();
            Assert.AreEqual("ab", log.ToString());
            Assert.AreSame(test.Client, given);

            // The end of an open connection is no failure to open it.
            test.Lose(peer);
            Assert.AreEqual("ab", log.ToString());
            Assert.AreEqual("closed:1006:;", test.TakeLog());
        }

        [TestMethod]
        public void CatchRunsWhenItFails()
        {
            TestClient test = new TestClient();
            StringBuilder log = new StringBuilder();
            WsError given = null;
            new WsClientPromise(test.Client)
                .Then(c => log.Append("x"))
                .Catch(e => log.Append("a"))
                .Catch(e => given = e);
            test.Fail(failedToResolve: true);

            Assert.AreEqual("a", log.ToString());
            Assert.AreSame(test.Client.Error, given);
            Assert.AreEqual((int)WsErrorKind.NotResolved, (int)given.Kind);
        }

        [TestMethod]
        public void CatchRunsWhenTheClientIsClosedBefore()
        {
            TestClient test = new TestClient();
            WsError given = null;
            new WsClientPromise(test.Client).Catch(e => given = e);
            test.Client.Close();
            test.Loop.Run();

            Assert.AreEqual((int)WsErrorKind.Cancelled, (int)given.Kind);
        }

        [TestMethod]
        public void ThenAfterOpeningRunsInTheNextPass()
        {
            TestClient test = new TestClient();
            int calls = 0;
            WsClientPromise promise = new WsClientPromise(test.Client);
            test.Open();
            promise.Then(c => calls++).Catch(e => calls += 100);
            Assert.AreEqual(0, calls);

            test.Loop.Run();
            Assert.AreEqual(1, calls);

            // Also when the connection is over by then.
            test.Client.Close();
            test.Loop.Advance(5000);
            promise.Then(c => calls++).Catch(e => calls += 100);
            test.Loop.Run();
            Assert.AreEqual(2, calls);
        }

        [TestMethod]
        public void CatchAfterFailingRunsInTheNextPass()
        {
            TestClient test = new TestClient();
            int calls = 0;
            WsClientPromise promise = new WsClientPromise(test.Client);
            test.Fail();
            promise.Catch(e => calls++).Then(c => calls += 100);
            Assert.AreEqual(0, calls);

            test.Loop.Run();
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void ForAClientThatReconnectsTheFirstOpeningDecides()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, MaxReconnects = 2 });
            int calls = 0;
            WsClientPromise promise = new WsClientPromise(test.Client).Then(c => calls++).Catch(e => calls += 100);
            test.Connector.Fail(new Exception(), false);
            test.Loop.Advance(1000);
            Assert.AreEqual(0, calls);

            test.Open().Transport.Reset();
            test.Loop.Advance(2000);
            Assert.AreEqual(1, calls);
            test.Lose(test.Open());
            Assert.AreEqual("closed:1006:;", test.TakeLog());
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void WhatComesAfterTheOpeningDoesNotUnsettleIt()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000 });
            int calls = 0;
            WsClientPromise promise = new WsClientPromise(test.Client);
            test.Open().Transport.Reset();
            test.Loop.Advance(1000);
            test.Client.Close();
            test.Loop.Run();
            Assert.IsNotNull(test.Client.Error);
            promise.Then(c => calls++).Catch(e => calls += 100);
            test.Loop.Run();
            Assert.AreEqual(1, calls);
        }

        [TestMethod]
        public void WithoutAnyOpeningTheEndDecides()
        {
            TestClient test = new TestClient(new WsClientOptions { ReconnectDelay = 1000, MaxReconnects = 1 });
            WsError given = null;
            new WsClientPromise(test.Client).Then(c => given = new WsError(WsErrorKind.Refused, 0, null)).Catch(e => given = e);
            test.Connector.Fail(new Exception(), true);
            test.Loop.Advance(1000);
            Assert.IsNull(given);
            test.Fail();
            Assert.AreEqual((int)WsErrorKind.NotConnected, (int)given.Kind);
        }

        [TestMethod]
        public void CallbacksMayAddCallbacks()
        {
            TestClient test = new TestClient();
            int calls = 0;
            WsClientPromise promise = new WsClientPromise(test.Client);
            promise.Then(c => promise.Then(again => calls++));
            test.Open();
            Assert.AreEqual(1, calls);

            test = new TestClient();
            WsClientPromise failing = new WsClientPromise(test.Client);
            failing.Catch(e => failing.Catch(again => calls++));
            test.Client.Close();
            test.Loop.Run();
            Assert.AreEqual(2, calls);
        }

        [TestMethod]
        public void ThenThatThrowsClosesWith1011()
        {
            TestClient test = new TestClient();
            new WsClientPromise(test.Client).Then(c => throw new InvalidCastException());
            RawPeer peer = test.Open();

            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreEqual("close:1011:;", FrameText.Describe(peer.Read(), true));
        }

        [TestMethod]
        public void CatchThatThrowsIsReported()
        {
            TestClient test = new TestClient();
            new WsClientPromise(test.Client).Catch(e => throw new InvalidCastException());
            test.Fail();

            Assert.AreEqual(1, test.Loop.ErrorCount);
            Assert.AreSame(test.Client, test.Loop.LastErrorSource);
            Assert.AreEqual(0, test.Loop.Scheduler.Count);
        }

        [TestMethod]
        public void NoCallbackIsNeeded()
        {
            TestClient test = new TestClient();
            new WsClientPromise(test.Client);
            test.Open();
            Assert.AreEqual(WsConnectionState.Open, test.Client.State);

            test = new TestClient();
            new WsClientPromise(test.Client);
            test.Client.Close();
            test.Loop.Run();
            Assert.AreEqual(0, test.Loop.ErrorCount);

            Assert.ThrowsException(typeof(ArgumentNullException), () => new WsClientPromise(test.Client).Then(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => new WsClientPromise(test.Client).Catch(null));
        }
    }
}
