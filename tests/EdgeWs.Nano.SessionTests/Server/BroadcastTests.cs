using System;
using System.Collections;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>One message to all channels of a server.</summary>
    [TestClass]
    public class BroadcastTests
    {
        [TestMethod]
        public void EveryFormReachesAllChannels()
        {
            TestServer test = new TestServer();
            RawPeer[] peers = OpenAll(test, 3);
            byte[] data = Bytes.FromText("abcdef");
            Hashtable table = new Hashtable();
            table.Add("t", 21.5);

            Assert.AreEqual(3, test.Server.Broadcast("Grüße"));
            Assert.AreEqual(3, test.Server.Broadcast(Bytes.FromHex("00FF")));
            Assert.AreEqual(3, test.Server.Broadcast(data, 1, 2, WsMessageType.Text));
            Assert.AreEqual(3, test.Server.Broadcast(data, 0, 0, WsMessageType.Binary));
            Assert.AreEqual(3, test.Server.Broadcast((object)Bytes.FromHex("01")));
            Assert.AreEqual(3, test.Server.Broadcast((object)"text"));
            Assert.AreEqual(3, test.Server.Broadcast(5));
            Assert.AreEqual(3, test.Server.Broadcast(table));
            Assert.AreEqual(3, test.Server.Broadcast((object)null));
            foreach (RawPeer peer in peers)
            {
                Assert.AreEqual(
                    "text:Grüße;binary:00FF;text:bc;binary:;binary:01;text:text;text:5;text:{\"t\":21.5};text:null;",
                    FrameText.Describe(peer.Read(), false));
            }

            Assert.AreEqual("abcdef", Bytes.ToText(data));
        }

        [TestMethod]
        public void ReceivedMessagesAreSentOnToAll()
        {
            TestServer test = new TestServer();
            int taken = 0;
            test.Server.Connected += (s, channel) => channel.MessageReceived += (c, m) => taken += s.Broadcast(m);
            RawPeer[] peers = OpenAll(test, 2);
            peers[0].Send(Frames.Masked(0x81, Bytes.FromText("Hello")));
            peers[0].Send(Frames.Masked(0x82, Bytes.Fill(7, 3000)));
            test.Loop.Run();

            Assert.AreEqual(4, taken);
            foreach (RawPeer peer in peers)
            {
                Assert.AreEqual("text:Hello;binary:" + Bytes.ToHex(Bytes.Fill(7, 3000)) + ";", FrameText.Describe(peer.Read(), false));
            }
        }

        [TestMethod]
        public void AStuckChannelCostsTheOthersNothing()
        {
            TestServer test = new TestServer(new WsServerOptions { MaxBufferedBytes = 1000 });
            RawPeer[] peers = OpenAll(test, 3);
            peers[1].Transport.Incoming.Capacity = 50;
            string expected = string.Empty;
            int refused = 0;
            for (int i = 0; i < 40; i++)
            {
                byte[] data = Bytes.Fill((byte)i, 100);
                int taken = test.Server.Broadcast(data);
                refused += 3 - taken;
                if (taken == 3)
                {
                    expected += "binary:" + Bytes.ToHex(data) + ";";
                }
                else
                {
                    Assert.AreEqual(2, taken);
                }

                Assert.AreEqual("binary:" + Bytes.ToHex(data) + ";", FrameText.Describe(peers[0].Read(), false));
                Assert.AreEqual("binary:" + Bytes.ToHex(data) + ";", FrameText.Describe(peers[2].Read(), false));
                test.Loop.Run();
            }

            // What it had taken it gets, whole and in order.
            Assert.IsTrue(refused > 25 && refused < 40);
            Assert.AreEqual(string.Empty, test.TakeLog());
            peers[1].Transport.Incoming.Capacity = int.MaxValue;
            test.Loop.Run();
            Assert.AreEqual(expected, FrameText.Describe(peers[1].Read(), false));
            Assert.AreEqual("drained;", test.TakeLog());
            Assert.AreEqual(3, test.Server.Broadcast("again"));
        }

        [TestMethod]
        public void LargeMessagesAreSharedByAllThatWait()
        {
            TestServer test = new TestServer();
            RawPeer[] peers = OpenAll(test, 3);
            peers[0].Transport.Incoming.Capacity = 700;
            peers[2].Transport.Incoming.Capacity = 1;
            byte[] first = Bytes.Fill(1, 2000);
            byte[] second = Bytes.Fill(2, 2000);

            Assert.AreEqual(3, test.Server.Broadcast(first));
            Assert.AreEqual(3, test.Server.Broadcast(second));
            foreach (RawPeer peer in peers)
            {
                byte[] all = new byte[0];
                while (all.Length < 4008)
                {
                    all = Bytes.Concat(all, peer.Read());
                    test.Loop.Run();
                }

                Assert.AreEqual("binary:" + Bytes.ToHex(first) + ";binary:" + Bytes.ToHex(second) + ";", FrameText.Describe(all, false));
            }
        }

        [TestMethod]
        public void OnlyOpenChannelsCount()
        {
            TestServer test = new TestServer();
            RawPeer[] peers = OpenAll(test, 4);
            test.Channel.Close();
            peers[1].Transport.Reset();

            // The reset shows as soon as something is sent.
            Assert.AreEqual(2, test.Server.Broadcast("x"));
            Assert.AreEqual(4, test.Server.ChannelCount);

            test.Loop.Advance(4000);
            Assert.AreEqual(2, test.Server.ChannelCount);
            Assert.AreEqual(2, test.Server.Broadcast("x"));
            Assert.AreEqual(0, new TestServer().Server.Broadcast("x"));
        }

        [TestMethod]
        public void HandlersMayBroadcastWhileChannelsClose()
        {
            TestServer test = new TestServer();
            string counts = string.Empty;
            test.Server.Connected += (s, channel) =>
            {
                s.Broadcast("hello " + channel.Id.ToString());
                channel.Closed += (c, code, reason) => counts += s.Broadcast("bye " + channel.Id.ToString()).ToString();
            };
            RawPeer[] peers = OpenAll(test, 4);
            Assert.AreEqual("text:hello 2;text:hello 3;text:hello 4;", FrameText.Describe(peers[0].Read(), false));

            // All the others go in one pass.
            for (int i = 1; i < 4; i++)
            {
                peers[i].Transport.Close();
            }

            test.Loop.Run();
            string received = FrameText.Describe(peers[0].Read(), false);
            for (int i = 2; i <= 4; i++)
            {
                Assert.Contains("text:bye " + i.ToString() + ";", received);
            }

            Assert.AreEqual(3, counts.Length);
            Assert.AreEqual(1, test.Server.ChannelCount);
            Assert.AreEqual(0, test.Loop.ErrorCount);
        }

        [TestMethod]
        public void BadArgumentsThrow()
        {
            WsServer server = new TestServer().Server;
            byte[] data = new byte[4];
            Assert.ThrowsException(typeof(ArgumentNullException), () => server.Broadcast((string)null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => server.Broadcast((byte[])null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => server.Broadcast((WsMessage)null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => server.Broadcast(null, 0, 0, WsMessageType.Text));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => server.Broadcast(data, 3, 2, WsMessageType.Text));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => server.Broadcast(data, 0, 1, (WsMessageType)9));
            Assert.ThrowsException(typeof(NotSupportedException), () => server.Broadcast(new object()));
        }

        private static RawPeer[] OpenAll(TestServer test, int count)
        {
            RawPeer[] peers = new RawPeer[count];
            for (int i = 0; i < count; i++)
            {
                peers[i] = test.Open();
            }

            return peers;
        }

        [TestMethod]
        public void OneMayBeLeftOut()
        {
            TestServer test = new TestServer();
            RawPeer sender = test.Open();
            RawPeer other = test.Open();
            WsServerChannel first = test.Server.GetChannels()[0];
            first.MessageReceived += (channel, message) => test.Server.Broadcast(message, channel);
            sender.Send(Frames.Masked(0x81, Bytes.FromText("a")));
            test.Loop.Run();
            Assert.AreEqual(1, test.Server.Broadcast("b", first) + test.Server.Broadcast(new byte[] { 1 }, first) - test.Server.Broadcast((object)1, first));
            test.Loop.Run();
            Assert.AreEqual(string.Empty, Bytes.ToText(sender.Read()));
            Assert.AreEqual("text:a;text:b;binary:01;text:1;", FrameText.Describe(other.Read(), false));
        }
    }
}
