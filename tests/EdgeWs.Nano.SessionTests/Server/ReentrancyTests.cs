using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>Everything that a handler may do, from inside every event: nothing is raised twice, nothing stays behind.</summary>
    [TestClass]
    public class ReentrancyTests
    {
        private const int Events = 9;

        [TestMethod]
        public void EveryHandlerMayStopTheServer()
        {
            for (int which = 0; which < Events; which++)
            {
                Scene scene = new Scene(which, s => s.Test.Server.Stop());
                scene.Play();
                Assert.AreEqual(-1, scene.Test.Server.Port);
                scene.AssertOver(0);
            }
        }

        [TestMethod]
        public void EveryHandlerMayCloseAllChannels()
        {
            for (int which = 0; which < Events; which++)
            {
                Scene scene = new Scene(which, s => s.CloseAll());
                scene.Play();
                scene.End();
                scene.AssertOver(1);
            }
        }

        [TestMethod]
        public void EveryHandlerMayBroadcast()
        {
            for (int which = 0; which < Events; which++)
            {
                Scene scene = new Scene(which, s => s.Test.Server.Broadcast("x"));
                scene.Play();
                scene.End();
                scene.AssertOver(1);
            }
        }

        [TestMethod]
        public void EveryHandlerMayCreateAServerAndAClient()
        {
            for (int which = 0; which < Events; which++)
            {
                WsServer server = null;
                WsClient client = null;
                bool isOpen = false;
                Scene scene = new Scene(
                    which,
                    s =>
                    {
                        if (server != null)
                        {
                            return;
                        }

                        MemoryListener listener = new MemoryListener();
                        server = WsServer.Create("/other", listener, new WsServerOptions { Scheduler = s.Test.Loop.Scheduler });
                        MemoryConnector connector = new MemoryConnector();
                        connector.Connect(listener.Connect());
                        client = WsClient.Create(
                            WsUrl.Parse("ws://a/other"), new WsClientOptions { Scheduler = s.Test.Loop.Scheduler }, connector);
                        client.Opened += c => isOpen = true;
                    });
                scene.Play();
                Assert.IsTrue(isOpen, which.ToString());
                client.Close();
                server.Stop();
                scene.End();
                scene.AssertOver(1);
            }
        }

        [TestMethod]
        public void EveryHandlerMayHoldTheLoopUp()
        {
            for (int which = 0; which < Events; which++)
            {
                Scene scene = new Scene(which, s => s.Test.Loop.Clock.Advance(20000));
                scene.Play();
                scene.End();
                scene.AssertOver(1);
            }
        }

        [TestMethod]
        public void EveryHandlerMayThrow()
        {
            for (int which = 0; which < Events; which++)
            {
                Scene scene = new Scene(which, s => throw new InvalidCastException());
                scene.Play();
                Assert.IsTrue(scene.Test.Loop.ErrorCount > 0, which.ToString());
                scene.End();
                scene.AssertOver(1);
            }
        }

        [TestMethod]
        public void AHandlerMayRemoveItself()
        {
            TestServer test = new TestServer();
            RawPeer peer = test.Open();
            int calls = 0;
            WsChannelMessageHandler handler = null;
            handler = (c, m) =>
            {
                calls++;
                c.MessageReceived -= handler;
            };
            test.Channel.MessageReceived += handler;
            peer.Send(Bytes.Concat(Frames.Masked(0x81, Bytes.FromText("a")), Frames.Masked(0x81, Bytes.FromText("b"))));
            test.Loop.Run();
            Assert.AreEqual(1, calls);
            Assert.AreEqual("text:a;text:b;", test.TakeLog());
        }

        /// <summary>A server with two clients and something to raise every event, one of which does what the test wants.</summary>
        private sealed class Scene
        {
            private readonly SceneHandler _action;
            private readonly int _which;
            private WsServerChannel _channel;
            private int _opened;
            private int _closed;
            private int _raised;

            internal Scene(int which, SceneHandler action)
            {
                _which = which;
                _action = action;
                Test = new TestServer(new WsServerOptions { MaxBufferedBytes = 0, Protocols = new string[] { "p" } });
                Test.Server.Connecting += (s, h) => Do(0);
                Test.Server.Connected += OnConnection;
                Test.Server.Stopped += s => Do(8);
            }

            internal TestServer Test { get; }

            internal void Play()
            {
                RawPeer first = Ask();
                RawPeer second = Ask();
                first.Send(Frames.Masked(0x81, Bytes.FromText("a")));
                second.Send(Frames.Masked(0x89, new byte[0]));
                Test.Loop.Run();
                second.Send(Frames.Masked(0x8A, new byte[] { 0, 0, 0, (byte)Test.Loop.Resources.Pings.LastTag }));
                Test.Loop.Scheduler.SetTimeout(() => Do(6), 10);
                Test.Loop.Scheduler.Post(() => Do(7));
                Test.Loop.Advance(20);

                second.Transport.Incoming.Capacity = second.Transport.Incoming.Count;
                if (Test.Channel != null)
                {
                    Test.Channel.Send("waits");
                    Test.Channel.Send("refused");
                }

                second.Transport.Incoming.Capacity = int.MaxValue;
                Test.Loop.Run();
                first.Transport.Close();
                Test.Loop.Run();
                if (_which == 8)
                {
                    Test.Server.Stop();
                }

                Test.Loop.Advance(100);
            }

            /// <summary>Closes what is open.</summary>
            internal void End()
            {
                CloseAll();
                Test.Loop.Advance(30000);
            }

            internal void CloseAll()
            {
                _channel?.Close();
                Test.Channel?.Close();
            }

            internal void AssertOver(int expectedCount)
            {
                string what = _which.ToString();
                Test.Loop.Advance(30000);
                Assert.IsTrue(_raised > 0, what);
                Assert.AreEqual(_opened, _closed, what);
                Assert.AreEqual(0, Test.Server.ChannelCount, what);
                Assert.AreEqual(_which == 8 ? 0 : expectedCount, Test.Loop.Scheduler.Count, what);
                Assert.AreEqual(0, Test.Loop.Resources.Pool.Waiting, what);
            }

            private RawPeer Ask()
            {
                RawPeer peer = Test.Connect();
                peer.SendText(RawPeer.Request);
                Test.Loop.Run();
                return peer;
            }

            private void OnConnection(WsServer server, WsServerChannel channel)
            {
                _opened++;
                _channel ??= channel;
                channel.MessageReceived += (c, m) => Do(2);
                channel.Pinged += (c, m) => Do(3);
                channel.Drained += c => Do(4);
                channel.Closed += (c, code, reason) =>
                {
                    _closed++;
                    Do(5);
                };
                channel.Ping(30000, tag => Do(1));
            }

            private void Do(int which)
            {
                if (which == _which)
                {
                    _raised++;
                    _action(this);
                }
            }
        }

        private delegate void SceneHandler(Scene scene);
    }
}
