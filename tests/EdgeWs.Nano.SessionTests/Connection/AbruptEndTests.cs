using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>
    /// A peer that goes away after any byte of a whole session: the connection is closed exactly once and nothing is kept.
    /// </summary>
    [TestClass]
    public class AbruptEndTests
    {
        [TestMethod, DataRow(false, false), DataRow(false, true), DataRow(true, false), DataRow(true, true)]
        public void AServerSurvivesAnEndAfterAnyByte(bool isReset, bool isSeen)
        {
            byte[] session = Bytes.Concat(Bytes.FromText(RawPeer.Request), Talk(false));
            TestServer test = new TestServer();
            test.Server.Connected += (s, channel) =>
            {
                channel.MessageReceived += (c, m) => c.Send(m);
                channel.Ping(1000);
            };
            for (int count = 0; count <= session.Length; count++)
            {
                MemoryTransport peer = test.Listener.Connect();
                peer.Send(session, 0, count);
                if (isSeen)
                {
                    test.Loop.Run();
                }

                End(peer, isReset);
                test.Loop.Run();

                AssertOnce(test.TakeLog(), count.ToString());
                Assert.AreEqual(1, test.Loop.Scheduler.Count, count.ToString());
                Assert.AreEqual(0, test.Server.ChannelCount, count.ToString());
                Assert.AreEqual(1, peer.Peer.CloseCount, count.ToString());
            }

            Assert.AreEqual(0, test.Loop.ErrorCount);
        }

        [TestMethod, DataRow(false, false), DataRow(false, true), DataRow(true, false), DataRow(true, true)]
        public void AClientSurvivesAnEndAfterAnyByte(bool isReset, bool isSeen)
        {
            int length = 1;
            for (int count = 0; count <= length; count++)
            {
                TestClient test = new TestClient();
                test.Client.MessageReceived += (c, m) => c.Send(m);
                test.Client.Opened += c => c.Ping(1000);
                RawPeer peer = test.Accept();
                byte[] session = Bytes.Concat(Bytes.FromText(TestClient.CreateAnswer(peer.ReadText())), Talk(true));
                length = session.Length;
                peer.Send(Bytes.Part(session, 0, count));
                if (isSeen)
                {
                    test.Loop.Run();
                }

                End(peer.Transport, isReset);
                test.Loop.Run();

                string log = test.TakeLog();
                bool isOpened = log.IndexOf("open;") >= 0;
                AssertOnce(isOpened ? log : "open;" + log, count.ToString());
                Assert.AreEqual(isOpened, test.Client.Error == null, count.ToString());
                Assert.AreEqual(0, test.Loop.Scheduler.Count, count.ToString());
                Assert.AreEqual(1, peer.Transport.Peer.CloseCount, count.ToString());
                Assert.AreEqual(0, test.Loop.ErrorCount, count.ToString());
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AnEndWithTheQueueFull(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Outgoing.Capacity = 10;
            end.Options.MaxBufferedBytes = 100;
            while (end.Connection.Send("waits"))
            {
            }

            end.Reset();
            end.AssertClosed(1006);
            end.AssertSilent();
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void BuffersGoBackToThePool(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Give(0x02, new byte[1000]);
            end.Outgoing.Capacity = 0;
            end.Connection.Send(new byte[500]);
            end.Connection.Send(new byte[500]);
            Assert.AreEqual(0, end.Loop.Resources.Pool.KeptBytes);

            end.Reset();
            Assert.IsTrue(end.Loop.Resources.Pool.KeptBytes >= 2000);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void AnEndOfTheStreamDeliversWhatCameBefore(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Peer.Send(end.Frame(0x81, Bytes.FromText("last words")));
            end.EndStream();

            Assert.AreEqual("text:last words;closed:1006:;", end.TakeLog());
            end.AssertFreed();

            // Who ends without a close frame may well be there and never acknowledge what was sent.
            Assert.IsTrue(end.Transport.IsAborted);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void ACloseFrameIsReadThoughSendingFails(bool isClient)
        {
            TestEnd end = new TestEnd(isClient);
            end.Peer.Send(end.Frame(0x88, Bytes.FromHex("0FA0")));

            // The peer reads no more, so that sending fails first.
            end.Outgoing.Close();
            Assert.IsFalse(end.Connection.Send("x"));
            end.Loop.Advance(300);
            end.AssertClosed(4000);
        }

        /// <summary>Frames of every kind, at the end a close frame.</summary>
        private static byte[] Talk(bool isServer)
        {
            int[] firsts = { 0x81, 0x89, 0x02, 0x8A, 0x80, 0x88 };
            string[] payloads = { "48656C6C6F", "3F", "6F6E65", "00000001", "74776F", "03E8" };
            byte[] all = new byte[0];
            for (int i = 0; i < firsts.Length; i++)
            {
                byte[] payload = Bytes.FromHex(payloads[i]);
                all = Bytes.Concat(all, isServer ? Frames.Unmasked(firsts[i], payload) : Frames.Masked(firsts[i], payload));
            }

            return all;
        }

        private static void End(MemoryTransport peer, bool isReset)
        {
            if (isReset)
            {
                peer.Reset();
            }
            else
            {
                peer.Close();
            }
        }

        /// <summary>Checks that closed is the last event and raised once, if anything was opened.</summary>
        private static void AssertOnce(string log, string message)
        {
            if (log.Length > 0)
            {
                int closed = log.IndexOf("closed:");
                Assert.StartsWith("open;", log, message);
                Assert.IsTrue(closed > 0, message);
                Assert.AreEqual(log.Length - 1, log.IndexOf(';', closed), message);
            }
        }
    }
}
