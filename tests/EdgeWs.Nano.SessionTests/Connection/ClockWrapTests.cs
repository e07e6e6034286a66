using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Times are compared rightly while the clock wraps, as it does after 49 days.</summary>
    [TestClass]
    public class ClockWrapTests
    {
        [TestMethod]
        public void Timers()
        {
            for (int before = 0; before <= 50; before += 5)
            {
                TestLoop loop = new TestLoop(int.MaxValue - before);
                string log = string.Empty;
                loop.Scheduler.SetTimeout(() => log += "c", 30);
                loop.Scheduler.SetTimeout(() => log += "a", 10);
                loop.Scheduler.SetInterval(() => log += "b", 20);
                for (int i = 0; i < 40; i++)
                {
                    loop.Clock.Advance(1);
                    loop.Run();
                }

                Assert.AreEqual("abcb", log);
            }
        }

        [TestMethod]
        public void PollWithATimeout()
        {
            TestLoop loop = new TestLoop(int.MaxValue);
            FakeItem item = new FakeItem();
            item.OnPoll = () => loop.Clock.Advance(1);
            loop.Scheduler.Add(item);

            Assert.IsFalse(loop.Scheduler.Poll(5));
            Assert.AreEqual(5, item.PollCount);
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void Heartbeat(bool isClient)
        {
            int[] before = { 100, 29000, 31000, 39000 };
            foreach (int milliseconds in before)
            {
                TestEnd end = new TestEnd(isClient, int.MaxValue - milliseconds);
                end.Loop.Advance(29900);
                Assert.AreEqual(string.Empty, end.Take());

                end.Loop.Advance(150);
                Assert.AreEqual("ping:00000001;", end.Take());

                end.Loop.Advance(9800);
                Assert.AreEqual(WsConnectionState.Open, end.Connection.State);

                end.Loop.Advance(250);
                end.AssertClosed(1006);
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void DeadlinesForSendingAndClosing(bool isClient)
        {
            int[] before = { 100, 2000, 5000, 9000 };
            foreach (int milliseconds in before)
            {
                TestEnd end = new TestEnd(isClient, int.MaxValue - milliseconds);
                end.Outgoing.Capacity = 0;
                end.Connection.Send("waits");
                end.Loop.Advance(9900);
                Assert.AreEqual(WsConnectionState.Open, end.Connection.State);

                end.Loop.Advance(150);
                end.AssertClosed(1006);

                end = new TestEnd(isClient, int.MaxValue - milliseconds);
                end.Connection.Close();
                end.Loop.Advance(2900);
                Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);

                end.Loop.Advance(150);
                end.AssertClosed(1006);
            }
        }

        [TestMethod]
        public void DeadlinesOfHandshakes()
        {
            int[] before = { 100, 5000, 14000 };
            foreach (int milliseconds in before)
            {
                TestServer server = new TestServer(null, int.MaxValue - milliseconds);
                RawPeer peer = server.Connect();
                server.Loop.Advance(9900);
                Assert.AreEqual(string.Empty, peer.ReadText());

                server.Loop.Advance(150);
                Assert.StartsWith("HTTP/1.1 408 ", peer.ReadText());

                TestClient client = new TestClient(null, int.MaxValue - milliseconds);
                client.Loop.Advance(14900);
                Assert.AreEqual(string.Empty, client.TakeLog());

                client.Loop.Advance(150);
                Assert.AreEqual("closed:1006:;", client.TakeLog());
            }
        }

        [TestMethod, DataRow(false), DataRow(true)]
        public void TheLongestTimesNeverPassAtOnce(bool isClient)
        {
            const int Week = 604800000;
            TestEnd end = new TestEnd(isClient);
            end.Options.HeartbeatInterval = Week;
            end.Options.PongTimeout = Week;
            end.Options.SendTimeout = Week;
            end.Options.CloseTimeout = Week;
            end.Connection.OnMessage((c, m) =>
            {
                // The handler takes its time, so that the clock is ahead of the pass.
                end.Loop.Clock.Advance(1000);
                end.Outgoing.Capacity = 0;
                c.Ping(Week);
                c.Send("waits");
                c.Close();
            });
            end.Give(0x81, string.Empty);
            end.TakeLog();
            end.Loop.Advance(100000);

            Assert.AreEqual(WsConnectionState.Closing, end.Connection.State);
            Assert.AreEqual(string.Empty, end.TakeLog());
        }
    }
}
