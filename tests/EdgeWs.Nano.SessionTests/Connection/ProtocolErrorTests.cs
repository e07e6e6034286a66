using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What a peer must not send fails the connection with the right code, RFC 6455 section 7.1.7.</summary>
    [TestClass]
    public class ProtocolErrorTests
    {
        [TestMethod, DataRow(false), DataRow(true)]
        public void TheMaskOfTheOtherRole(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] hello = Bytes.FromText("Hello");
            end.Give(isClient ? Frames.Masked(0x81, hello) : Frames.Unmasked(0x81, hello));
            AssertFailed(end, 1002);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void MessagesThatAreTooLarge(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxMessageSize = 100;
            end.Give(0x82, new byte[100]);
            end.Give(0x02, new byte[60]);
            end.Give(0x00, new byte[40]);
            end.Give(0x80, new byte[0]);
            Assert.AreEqual(WsConnectionState.Open, end.Connection.State);
            end.TakeLog();

            end.Give(0x02, new byte[60]);
            end.Give(0x00, new byte[41]);
            AssertFailed(end, 1009);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void TooManyFragments(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Options.MaxFragments = 3;
            end.Give(0x02, new byte[1]);
            end.Give(0x00, new byte[1]);
            end.Give(0x80, new byte[1]);
            Assert.AreEqual("binary:000000;", end.TakeLog());

            end.Give(0x02, new byte[1]);
            end.Give(0x00, new byte[1]);
            end.Give(0x00, new byte[1]);
            end.Give(0x00, new byte[1]);
            AssertFailed(end, 1008);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void FramesThatAreNotValid(bool isClient)
        {
            // One of each kind: all of them are for FrameDecoderErrorTests.
            Fails(isClient, 1002, 0xC1, string.Empty);
            Fails(isClient, 1002, 0x83, string.Empty);
            Fails(isClient, 1002, 0x09, string.Empty);
            Fails(isClient, 1002, 0x89, Bytes.ToHex(Bytes.Fill(0x61, 126)));
            Fails(isClient, 1002, 0x80, string.Empty);
            Fails(isClient, 1002, 0x88, "03");
            Fails(isClient, 1002, 0x88, "03ED");
            Fails(isClient, 1007, 0x88, "03E8FF");
            Fails(isClient, 1007, 0x81, "48C0AF");
            Fails(isClient, 1007, 0x01, "80");
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void WhatCameBeforeTheErrorIsDelivered(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] all = Bytes.Concat(end.Frame(0x81, Bytes.FromText("a")), end.Frame(0x89, Bytes.FromText("b")));
            end.Give(Bytes.Concat(all, end.Frame(0xFF, new byte[0])));

            Assert.AreEqual("text:a;ping:62;", end.TakeLog());
            Assert.AreEqual("pong:62;close:1002:;", end.Take());
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AnErrorAfterCloseHereIsReported(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Connection.Close(3000);
            end.Give(0x83, string.Empty);
            end.Loop.Advance(300);

            // There is one close frame only, so the peer does not learn of it.
            Assert.AreEqual("close:3000:;", end.Take());
            end.AssertClosed(1002);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AnErrorWhileThePeerTakesNothing(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 0;
            end.Connection.Send("waits");
            end.Give(0x83, string.Empty);
            end.Loop.Advance(9900);
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);

            end.Loop.Advance(150);
            end.AssertClosed(1002);
        }

        /// <summary>Has the peer send a frame and checks that the connection fails with the code.</summary>
        private static void Fails(bool isClient, int code, int first, string payload)
        {
            TestEnd end = new TestEnd(isClient);
            end.Give(first, Bytes.FromHex(payload));
            AssertFailed(end, code);
        }

        private static void AssertFailed(TestEnd end, int code)
        {
            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            Assert.AreEqual("close:" + code.ToString() + ":;", end.Take());

            // Whatever follows is dropped, the peer's close frame and further errors included.
            end.Give(0x81, "late");
            end.Give(0x89, "late");
            end.Give(0xFF, "late");
            end.GiveClose(1000);
            Assert.AreEqual(string.Empty, end.Take());

            end.Loop.Advance(300);
            end.AssertClosed(code);
            end.AssertSilent();
        }
    }
}
