extern alias Device;

using SslProtocols = Device::System.Net.Security.SslProtocols;

[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.ClassLevel)]

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Our client and our server over TCP and TLS, while the connection is open.</summary>
    [TestClass]
    public class MessageTests : LoopTest
    {
        private const int Mebibyte = 1 << 20;

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");

        [TestMethod]
        [DataRow(null)]
        [DataRow(SslProtocols.Tls12)]
        [DataRow(SslProtocols.Tls13)]
        public void MessagesOfEverySizeGoThereAndBack(object version)
        {
            ServerHost server = StartServer(
                new WsServerOptions { MaxMessageSize = Mebibyte, MaxBufferedBytes = 2 * Mebibyte },
                Echo,
                version == null ? null : new WsTlsOptions { Certificate = s_server.Own, SslProtocols = (SslProtocols)version });
            ClientHost client = Open(
                server,
                new WsClientOptions { MaxMessageSize = Mebibyte },
                version == null ? null : new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted });
            Assert.AreEqual(version != null, Loop.Do(() => server.Channel.Eos.IsSecure));
            Assert.AreEqual(System.Net.IPAddress.Loopback, Loop.Do(() => server.Channel.Eos.RemoteEndPoint.Address));
            foreach (int size in new[] { 0, 1, 125, 126, 65535, 65536, Mebibyte })
            {
                client.Echo(Content.Text(size));
                server.Expect(EventLog.Text(Content.Text(size)));
                client.Echo(Content.Bytes(size));
                server.Expect(EventLog.Binary(Content.Bytes(size)));
            }

            client.Close(1000, "done");
            client.Expect(EventLog.Closed(1000));
            server.Expect(EventLog.Closed(1000, "done"));
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        [TestMethod]
        public void ASenderThatWaitsForDrainedLosesNothing()
        {
            const int Count = 20000;
            ServerHost server = StartServer();
            ClientHost client = Open(server);
            byte[] message = Content.Bytes(1024);
            int received = 0;
            int sent = 0;
            int refused = 0;
            bool isInOrder = true;

            void SendOn()
            {
                for (; sent < Count; sent++)
                {
                    BitConverter.TryWriteBytes(message, sent);
                    if (!client.Client.Send(message, 0, message.Length, WsMessageType.Binary))
                    {
                        Assert.IsLessThanOrEqualTo(client.Client.Options.MaxBufferedBytes, client.Client.BufferedBytes);
                        refused++;
                        return;
                    }
                }
            }

            Loop.Do(() =>
            {
                server.Channel.MessageReceived += (c, m) => isInOrder &= m.Count == message.Length && BitConverter.ToInt32(m.Buffer, m.Offset) == received++;
                client.Client.Drained += c => SendOn();
                SendOn();
            });
            Loop.Until(() => received == Count, "all messages");
            Assert.IsTrue(isInOrder);
            Assert.IsGreaterThan(0, refused, "The socket took everything at once, so nothing was tested.");
            Assert.AreEqual(0, Loop.Do(() => client.Client.BufferedBytes));
        }

        [TestMethod]
        public void SendingToAClientThatDoesNotReadNeverWaits()
        {
            // Were there a wait anywhere, it would last for as long as this and the test would give up.
            ServerHost server = StartServer(new WsServerOptions { SendTimeout = 10 * Patience.Milliseconds });
            using RawClient peer = RawClient.Open(server.Port);
            server.Expect("open");

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
        public void AClientThatDoesNotReadDoesNotKeepTheServerFromStopping()
        {
            ServerHost server = StartServer(new WsServerOptions { SendTimeout = 100, CloseTimeout = 100 });
            using RawClient peer = RawClient.Open(server.Port);
            server.Expect("open");
            Loop.Do(() =>
            {
                SendUntilRefused(server.Channel);
                server.Server.Stop();
            });
            server.Expect(EventLog.Closed(1006));
        }

        [TestMethod]
        public void AClientWhoseServerDoesNotReadEndsInTime()
        {
            using RawServer server = RawServer.Accepting();
            ClientHost client = Connect(server.Url, new WsClientOptions { SendTimeout = 100 });
            client.Expect("open");
            Loop.Do(() =>
            {
                // The systems' buffers may still grow.
                client.Client.Drained += SendUntilRefused;
                SendUntilRefused(client.Client);
            });
            client.Events.ExpectLater(EventLog.Closed(1006));
        }

        [TestMethod]
        public void AMessageBeyondTheLimitClosesWith1009()
        {
            ServerHost server = StartServer(new WsServerOptions { MaxMessageSize = 1000 });
            ClientHost client = Open(server);

            // Far more than the server reads: its close frame must come through all the same.
            client.Send(new byte[100000]);
            client.Expect(EventLog.Closed(1009));
            server.Expect(EventLog.Closed(1009));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void AClientThatVanishesIsNoticed(bool withReset)
        {
            ServerHost server = StartServer();
            using RawClient peer = RawClient.Open(server.Port);
            peer.SendFrame(0x81, "last"u8);
            server.Expect("open", "text:last");
            peer.Vanish(withReset);
            server.Expect(EventLog.Closed(1006));
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
