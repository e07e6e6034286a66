using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>What a peer must not send fails the connection with the right code, RFC 6455 section 7.1.7.</summary>
    [TestClass]
    public class ProtocolErrorTests
    {
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ReservedBitsAndOpcodes(bool isClient)
        {
            int[] firsts = { 0xC1, 0xA1, 0x91, 0x83, 0x87, 0x8B, 0x8F, 0xC9, 0x03 };
            foreach (int first in firsts)
            {
                Fails(isClient, 1002, first, string.Empty);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ControlFramesInPiecesOrTooLong(bool isClient)
        {
            Fails(isClient, 1002, 0x08, string.Empty);
            Fails(isClient, 1002, 0x09, string.Empty);
            Fails(isClient, 1002, 0x0A, string.Empty);
            string tooLong = Bytes.ToHex(Bytes.Fill(0x61, 126));
            Fails(isClient, 1002, 0x88, tooLong);
            Fails(isClient, 1002, 0x89, tooLong);
            Fails(isClient, 1002, 0x8A, tooLong);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void FragmentsOutOfOrder(bool isClient)
        {
            Fails(isClient, 1002, 0x80, string.Empty);
            Fails(isClient, 1002, 0x00, string.Empty);

            TestEnd end = new TestEnd(isClient);
            end.Give(0x01, "a");
            end.Give(0x81, "b");
            AssertFailed(end, 1002);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TheMaskOfTheOtherRole(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] hello = Bytes.FromText("Hello");
            end.Peer.Send(isClient ? Frames.Masked(0x81, hello) : Frames.Unmasked(0x81, hello));
            end.Loop.Run();
            AssertFailed(end, 1002);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void LengthsThatAreNotTheShortest(bool isClient)
        {
            string mask = isClient ? "7" : "F";
            string[] headers = { "E007D", "F000000000000FFFF", "F8000000000010000" };
            foreach (string header in headers)
            {
                TestEnd end = new TestEnd(isClient);
                end.Peer.SendHex("82" + mask + header + "00000000");
                end.Loop.Run();
                AssertFailed(end, 1002);
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TextThatIsNotUtf8(bool isClient)
        {
            Fails(isClient, 1007, 0x81, "FF");
            Fails(isClient, 1007, 0x81, "48C0AF");
            Fails(isClient, 1007, 0x81, "EDA080");
            Fails(isClient, 1007, 0x81, "E282");
            Fails(isClient, 1007, 0x01, "80");
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
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

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
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

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void CloseFramesThatAreNotValid(bool isClient)
        {
            string[] payloads = { "03", "0000", "03E7", "03EC", "03ED", "03EE", "03F7", "07D0", "0BB7", "1388", "FFFF" };
            foreach (string payload in payloads)
            {
                Fails(isClient, 1002, 0x88, payload);
            }

            Fails(isClient, 1007, 0x88, "03E8FF");
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void WhatCameBeforeTheErrorIsDelivered(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            byte[] all = Bytes.Concat(end.Frame(0x81, Bytes.FromText("a")), end.Frame(0x89, Bytes.FromText("b")));
            end.Peer.Send(Bytes.Concat(all, end.Frame(0xFF, new byte[0])));
            end.Loop.Run();

            Assert.AreEqual("text:a;ping:62;", end.TakeLog());
            Assert.AreEqual("pong:62;close:1002:;", end.Take());
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
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

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
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
