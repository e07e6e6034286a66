using System;
using nanoFramework.TestFramework;

namespace EdgeWs.Nano.Tests
{
    /// <summary>A server in upgrade mode, whose connections an HTTP server has taken.</summary>
    [TestClass]
    public class UpgradeModeTests
    {
        [TestMethod]
        public void AnAdoptedConnectionIsAnsweredAndBecomesAChannel()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop);
            int channels = 0;
            server.Connected += (s, channel) =>
            {
                channels++;
                channel.MessageReceived += (c, message) => c.Send(message);
            };
            RawPeer peer = Adopt(server, RawPeer.Request, null);
            loop.Run();

            Assert.AreEqual(RawPeer.Answer, peer.ReadText());
            Assert.AreEqual(1, channels);
            Assert.AreEqual(1, server.ChannelCount);
            peer.Send(Frames.Masked(0x81, Bytes.FromText("hi")));
            loop.Run();
            Assert.AreEqual("81026869", peer.ReadHex());
        }

        [TestMethod]
        public void WhatCameBehindTheHeadIsReceived()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop);
            server.Connected += (s, channel) => channel.MessageReceived += (c, message) => c.Send(message);
            byte[] frame = Frames.Masked(0x81, Bytes.FromText("hi"));

            // Part of a frame too: the rest comes over the connection.
            RawPeer peer = Adopt(server, RawPeer.Request, Bytes.Concat(frame, Bytes.Part(frame, 0, 3)));
            peer.Send(Bytes.Part(frame, 3, frame.Length - 3));
            loop.Run();
            Assert.AreEqual(Bytes.ToHex(Bytes.FromText(RawPeer.Answer)) + "8102686981026869", peer.ReadHex());
        }

        [TestMethod]
        public void ARefusedConnectionEnds()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop);
            server.Connecting += (s, handshake) => handshake.Refuse();
            RawPeer peer = Adopt(server, RawPeer.Request, null);
            loop.Run();
            Assert.IsTrue(peer.ReadText().IndexOf("HTTP/1.1 403 ") == 0);
            peer.Transport.Close();
            loop.Run();
            Assert.AreEqual(0, loop.Scheduler.Count);
        }

        [TestMethod]
        public void RefusedConnectionsAreNeverMoreThanThereArePlaces()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop);
            server.Connecting += (s, handshake) => handshake.Refuse();
            for (int i = 0; i < 20; i++)
            {
                RawPeer peer = Adopt(server, RawPeer.Request, null);
                loop.Run();
                Assert.IsTrue(peer.ReadText().IndexOf("HTTP/1.1 403 ") == 0);
                Assert.IsTrue(loop.Scheduler.Count <= server.Options.MaxHandshakes);
            }
        }

        [TestMethod]
        public void AStoppedServerRefuses()
        {
            TestLoop loop = new TestLoop();
            WsServer server = Create(loop);
            int stops = 0;
            server.Stopped += s => stops++;
            RawPeer open = Adopt(server, RawPeer.Request, null);
            loop.Run();
            open.Read();

            server.Stop();
            server.Stop();
            loop.Run();
            Assert.AreEqual(1, stops);
            Assert.AreEqual("880203E9", open.ReadHex().ToUpper());

            RawPeer late = Adopt(server, RawPeer.Request, null);
            loop.Run();
            Assert.IsTrue(late.ReadText().IndexOf("HTTP/1.1 503 ") == 0);
        }

        [TestMethod]
        public void ThereIsNothingToStart()
        {
            WsServer server = Create(new TestLoop());
            Assert.AreEqual(-1, server.Port);
            Assert.ThrowsException(typeof(InvalidOperationException), () => server.Start());
            Assert.ThrowsException(typeof(ArgumentNullException), () => WsServer.Create(null));
            Assert.ThrowsException(typeof(ArgumentException), () => WsServer.Create("chat"));
        }

        private static WsServer Create(TestLoop loop)
        {
            WsServerOptions options = new WsServerOptions();
            options.Scheduler = loop.Scheduler;
            return WsServer.Create("/chat", options);
        }

        private static RawPeer Adopt(WsServer server, string head, byte[] behind)
        {
            MemoryTransport client = MemoryTransport.CreatePair();
            byte[] received = Bytes.FromText(head);
            server.Scheduler.Post(() => server.Adopt(client.Peer, behind == null ? received : Bytes.Concat(received, behind)));
            return new RawPeer(client);
        }
    }
}
