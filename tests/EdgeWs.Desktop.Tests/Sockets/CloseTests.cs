using System.Text;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Nano;
using EdgeWs.Nano.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Our client and our server over TCP: how connections end.</summary>
    [TestClass]
    public class CloseTests : LoopTest
    {
        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(3000, "done")]
        [DataRow(4999, "größer als €")]
        public void CloseByTheClient(int code, string reason)
        {
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            Loop.Do(() =>
            {
                client.Client.Send("last");
                client.Client.Close(code, reason);
                Assert.AreEqual(WsConnectionState.Closing, client.Client.State);
                Assert.IsFalse(client.Client.Send("too late"));
            });
            server.Events.Expect("text:last", EventLog.Closed(code, reason));
            client.Events.Expect(EventLog.Closed(code));
            Assert.AreEqual(WsConnectionState.Closed, Loop.Do(() => client.Client.State));
        }

        [TestMethod]
        [DataRow(1000, "")]
        [DataRow(1011, "done")]
        [DataRow(4000, "größer als €")]
        public void CloseByTheServer(int code, string reason)
        {
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            Loop.Do(() =>
            {
                server.Channel.Send("last");
                server.Channel.Close(code, reason);
                Assert.IsFalse(server.Channel.Send("too late"));
            });
            client.Events.Expect("text:last", EventLog.Closed(code, reason));
            server.Events.Expect(EventLog.Closed(code));
            Assert.AreEqual(0, Loop.Do(() => server.Server.ChannelCount));
        }

        [TestMethod]
        public void CloseByBothAtOnce()
        {
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            Loop.Do(() =>
            {
                client.Client.Close(4001, "client");
                server.Channel.Close(4002, "server");
            });
            client.Events.Expect(EventLog.Closed(4002, "server"));
            server.Events.Expect(EventLog.Closed(4001, "client"));
        }

        [TestMethod]
        public void AServerThatStopsGoesAway()
        {
            ServerHost server = StartServer();
            ClientHost first = Open(server);
            ClientHost second = Open(server);
            Loop.Do(server.Server.Stop);
            first.Events.Expect(EventLog.Closed(1001));
            second.Events.Expect(EventLog.Closed(1001));
            server.Events.Expect(EventLog.Closed(1001), EventLog.Closed(1001));
            Assert.AreEqual(-1, server.Port);
        }

        [TestMethod]
        public void AHandlerThatThrowsClosesItsOwnConnectionOnly()
        {
            ServerHost server = StartServer(null, s => s.Connection += (_, channel) => channel.Message += (c, m) =>
            {
                if (m.GetString() == "throw")
                {
                    throw new AssertFailedException("on purpose");
                }

                c.Send(m);
            });
            ClientHost client = Open(server);
            ClientHost other = Open(server);
            Loop.Do(() => client.Client.Send("throw"));
            client.Events.Expect(EventLog.Closed(1011));
            Assert.IsTrue(Loop.Errors.TryDequeue(out _));

            Loop.Do(() => other.Client.Send("hello"));
            other.Events.Expect("text:hello");
        }

        [TestMethod]
        public void AMessageBeyondTheLimitClosesWith1009()
        {
            ServerHost server = StartServer(new WsServerOptions { MaxMessageSize = 1000 });
            ClientHost client = Open(server);

            // Far more than the server reads: its close frame must come through all the same.
            Loop.Do(() => client.Client.Send(new byte[100000]));
            client.Events.Expect(EventLog.Closed(1009));
            server.Events.Expect(EventLog.Closed(1009));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void AClientThatVanishesIsNoticed(bool withReset)
        {
            ServerHost server = StartServer();
            using RawClient peer = RawClient.Open(server.Port);
            server.Events.Expect("open");
            peer.Vanish(withReset);
            server.Events.Expect(EventLog.Closed(1006));
        }

        [TestMethod]
        public void AClientThatFallsSilentIsNoticed()
        {
            ServerHost server = StartServer(new WsServerOptions { HeartbeatInterval = 50, PongTimeout = 100 });
            using RawClient peer = RawClient.Open(server.Port);
            server.Events.Expect("open", EventLog.Closed(1006));
        }

        [TestMethod]
        public void AServerThatFallsSilentIsNoticed()
        {
            using var server = new RawServer(RawServer.Accepting);
            ClientHost client = Connect(server.Url, new WsClientOptions { HeartbeatInterval = 50, PongTimeout = 100 });
            client.Events.Expect("open", EventLog.Closed(1006));
        }

        [TestMethod]
        public void ACloseThatIsNotAnsweredEnds()
        {
            ServerHost server = StartServer(new WsServerOptions { CloseTimeout = 100 });
            using RawClient peer = RawClient.Open(server.Port);
            server.Events.Expect("open");
            Loop.Do(() => server.Channel.Close(4000));
            server.Events.Expect(EventLog.Closed(1006));
            CollectionAssert.AreEqual(new byte[] { 0x88, 0x02, 0x0F, 0xA0 }, peer.ReadToEnd());
        }

        [TestMethod]
        public void SendingToAClientThatDoesNotReadNeverWaits()
        {
            // Were there a wait anywhere, it would last for as long as this and the test would give up.
            ServerHost server = StartServer(new WsServerOptions { SendTimeout = 600000 });
            using RawClient peer = RawClient.Open(server.Port);
            server.Events.Expect("open");

            // More than the buffers of both systems hold.
            var message = new byte[1 << 23];
            Loop.Do(() =>
            {
                while (server.Server.Broadcast(message) > 0)
                {
                }

                Assert.AreEqual(WsConnectionState.Open, server.Channel.State);
                Assert.IsGreaterThan(0, server.Channel.BufferedBytes);
            });
            peer.Vanish(true);
            server.Events.ExpectLater(EventLog.Closed(1006));
        }

        [TestMethod]
        public void AServerWhoseClientDoesNotReadCanStop()
        {
            ServerHost server = StartServer(new WsServerOptions { SendTimeout = 100, CloseTimeout = 100 });
            using RawClient peer = RawClient.Open(server.Port);
            server.Events.Expect("open");
            Loop.Do(() =>
            {
                SendUntilRefused(server.Channel);
                server.Server.Stop();
            });
            server.Events.Expect(EventLog.Closed(1006));
        }

        [TestMethod]
        public void AClientWhoseServerDoesNotReadEndsInTime()
        {
            using var server = new RawServer(RawServer.Accepting);
            ClientHost client = Connect(server.Url, new WsClientOptions { SendTimeout = 100 });
            client.Events.Expect("open");
            Loop.Do(() =>
            {
                // The systems' buffers may still grow.
                client.Client.Drained += SendUntilRefused;
                SendUntilRefused(client.Client);
            });
            client.Events.ExpectLater(EventLog.Closed(1006));
        }

        [TestMethod]
        public void ACloseWithoutACodeIsAnsweredWithout()
        {
            ServerHost server = StartServer();
            using RawClient peer = RawClient.Open(server.Port);
            peer.Send(Frames.Masked(0x88, []));
            server.Events.Expect("open", EventLog.Closed(1005));
            CollectionAssert.AreEqual(new byte[] { 0x88, 0x00 }, peer.ReadToEnd());
        }

        [TestMethod]
        public void WhatComesTogetherWithTheRequestIsReceived()
        {
            ServerHost server = StartServer();
            using RawClient peer = RawClient.Connect(server.Port);
            peer.Send([.. Encoding.ASCII.GetBytes(RawClient.Request), .. Frames.Masked(0x81, "early"u8.ToArray()), .. Frames.Masked(0x88, [0x0F, 0xA0])]);
            server.Events.Expect("open", "text:early", EventLog.Closed(4000));
        }

        private static void SendUntilRefused(WsConnection connection)
        {
            var message = new byte[4096];
            while (connection.Send(message))
            {
            }
        }
    }
}
