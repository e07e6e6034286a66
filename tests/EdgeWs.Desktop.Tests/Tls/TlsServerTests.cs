extern alias Device;

using System.Security.Authentication;
using System.Security.Cryptography;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Our server with clients that do not do what they should.</summary>
    [TestClass]
    public class TlsServerTests : LoopTest
    {
        // Whoever waits for this long has failed its test.
        private const int Never = 600000;

        // Long enough for whatever a client does before it stalls.
        private const int Stall = 2000;

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");

        private readonly WsTlsOptions _tls = new WsTlsOptions { Certificate = s_server.Own, HandshakeTimeout = Never };

        // A client of TLS 1.3 waits for what comes behind the server's tickets, which takes a while where both share a loop.
        private static WsTlsOptions ClientTls =>
            new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted, SslProtocols = SslProtocols.Tls12 };

        [TestMethod]
        [DataRow("GET /chat HTTP/1.1\r\nHost: h\r\n\r\n")]
        [DataRow("\u0016")]
        [DataRow("\u0016\u0002")]
        public void NoTlsIsClosedAtOnce(string text)
        {
            ServerHost server = StartServer(null, Echo, _tls);
            using RawClient client = RawClient.Connect(server.Port);
            client.Send(text);
            if (text.Length == 1)
            {
                // This much could be TLS still.
                ExpectService(server);
                client.Send("G");
            }

            Assert.IsEmpty(client.ReadUntilOver());
            ExpectService(server);
        }

        [TestMethod]
        [DataRow("1603010000")]
        [DataRow("1603010003010000")]
        [DataRow("160301000A01FFFFFF")]
        [DataRow("160301000A01000005")]
        [DataRow("1603010FFC01000FF8")]
        [DataRow("160301000A02000006")]
        public void AHelloWhoseLengthsLieIsClosedAtOnce(string hello)
        {
            ServerHost server = StartServer(null, Echo, _tls);
            using RawClient client = RawClient.Connect(server.Port);
            client.Send(Convert.FromHexString(hello));
            Assert.IsEmpty(client.ReadUntilOver());
            ExpectService(server);
        }

        [TestMethod]
        public void SilentConnectionsKeepNobodyOut()
        {
            ServerHost server = StartServer(null, Echo, _tls);
            List<RawClient> silent = [.. Enumerable.Range(0, 20).Select(_ => RawClient.Connect(server.Port))];
            ExpectService(server);
            silent.ForEach(one => one.Dispose());
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(4)]
        [DataRow(5)]
        [DataRow(100)]
        public void StalledHelloCostsOthersNothing(int count)
        {
            ServerHost server = StartServer(null, Echo, _tls);
            byte[] hello = RawClient.TlsHello();
            using RawClient stalled = RawClient.Connect(server.Port);
            stalled.Send(hello.AsSpan(0, count));
            ExpectService(server);
            ExpectService(server);
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
            stalled.Send(hello.AsSpan(count));
            Assert.AreEqual(0x16, stalled.Read(1)[0], "the hello was not answered");
            stalled.Vanish(true);
            Loop.ExpectError<CryptographicException>();
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
        }

        [TestMethod]
        public void StalledHelloIsClosedInTime()
        {
            _tls.HandshakeTimeout = Stall;
            ServerHost server = StartServer(null, Echo, _tls);
            byte[] hello = RawClient.TlsHello();
            using RawClient stalled = RawClient.Connect(server.Port);
            stalled.Send(hello.AsSpan(0, 100));
            Assert.ThrowsExactly<IOException>(() => stalled.ReadToEnd(), "bytes unread end in a reset");
            _tls.HandshakeTimeout = Never;
            ExpectService(server);
        }

        [TestMethod]
        public void StallBehindTheHelloHoldsTheOthersForTheDeadline()
        {
            _tls.HandshakeTimeout = Stall;
            ServerHost server = StartServer(null, Echo, _tls);
            byte[] hello = RawClient.TlsHello();
            using RawClient stalled = RawClient.Connect(server.Port);
            stalled.Send(hello);
            Assert.IsNotEmpty(stalled.ReadToEnd());
            Loop.ExpectError<CryptographicException>();
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
            _tls.HandshakeTimeout = Never;
            ExpectService(server);
        }

        [TestMethod]
        public void GarbageInTheHello()
        {
            ServerHost server = StartServer(null, Echo, _tls);
            using RawClient client = RawClient.Connect(server.Port);
            client.Send([0x16, 3, 1, 0, 10, 1, 0, 0, 6, 5, 6, 7, 8, 9, 10]);
            client.ReadUntilOver();
            Loop.ExpectError<CryptographicException>();
            ExpectService(server);
        }

        [TestMethod]
        public void MoreStalledHellosThanMayWait()
        {
            ServerHost server = StartServer(null, Echo, _tls);
            List<RawClient> stalled = [.. Enumerable.Range(0, 6).Select(_ => RawClient.Connect(server.Port))];
            stalled.ForEach(one => one.Send("\u0016"));
            ExpectService(server);
            stalled.ForEach(one => one.Dispose());
        }

        [TestMethod]
        public void SilentSessionsMakeWay()
        {
            ServerHost server = StartServer(new WsServerOptions { HandshakeTimeout = Never }, Echo, _tls);
            using RawClient one = RawClient.ConnectTls(server.Port);
            using RawClient two = RawClient.ConnectTls(server.Port);
            using RawClient three = ConnectAtLast(server).Upgrade();
        }

        [TestMethod]
        public void BytesOneByOne()
        {
            ServerHost server = StartServer(null, Echo, _tls);
            using RawClient client = RawClient.ConnectTls(server.Port, isByteByByte: true);
            client.Upgrade();
            client.SendFrame(0x81, "x"u8);
            server.Expect("open", "text:x");
        }

        [TestMethod]
        public void MoreSessionsThanMayBeAreRefusedWithAnAlert()
        {
            _tls.MaxSessions = 1;
            ServerHost server = StartServer(null, Echo, _tls);
            ClientHost first = Open(server, null, ClientTls);
            using (RawClient second = RawClient.Connect(server.Port))
            {
                second.Send(RawClient.TlsHello());
                Assert.AreEqual("15030300020250", Convert.ToHexString(second.ReadUntilOver()));
            }

            Connect(server.Url, null, ClientTls).ExpectFailure(WsErrorKind.TlsFailed);
            Assert.AreEqual(1, Loop.Do(() => server.Server.SessionCount));
            Close(first, server);
            ExpectService(server);
        }

        [TestMethod]
        public void SessionsOutliveAStop()
        {
            _tls.MaxSessions = 1;
            ServerHost server = StartServer(null, Echo, _tls, FreePort.Find());
            using RawClient client = RawClient.ConnectTls(server.Port).Upgrade();
            server.Expect("open");
            server.Stop();
            server.Start();
            Connect(server.Url, null, ClientTls).ExpectFailure(WsErrorKind.TlsFailed);
            client.SayGoodbye();
            client.Vanish(false);
            server.Expect(EventLog.Closed(1006));
            ExpectService(server);
        }

        [TestMethod]
        [DataRow(true, false)]
        [DataRow(false, false)]
        [DataRow(false, true)]
        public void EndWithoutCloseFrame(bool withGoodbye, bool withReset)
        {
            ServerHost server = StartServer(null, Echo, _tls);
            using RawClient client = RawClient.ConnectTls(server.Port).Upgrade();
            server.Expect("open");
            if (withGoodbye)
            {
                client.SayGoodbye();
            }

            client.Vanish(withReset);
            server.Expect(EventLog.Closed(1006));
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        [TestMethod]
        public void TheEndBehindPartOfARecordEndsTheSession()
        {
            ServerHost server = StartServer(new WsServerOptions { HeartbeatInterval = 0 }, Echo, _tls);
            using RawClient client = RawClient.ConnectTls(server.Port).Upgrade();
            server.Expect("open");
            client.SendBelowTls([0x17, 3, 3, 0, 0x20, 1, 2, 3]);
            client.EndSending();
            server.Expect(EventLog.Closed(1006));
            ExpectService(server);
        }

        [TestMethod]
        public void GarbageInPlaceOfARecordEndsTheSession()
        {
            ServerHost server = StartServer(new WsServerOptions { HeartbeatInterval = 0 }, Echo, _tls);
            for (int i = 0; i < _tls.MaxSessions + 1; i++)
            {
                using RawClient client = RawClient.ConnectTls(server.Port).Upgrade();
                client.SendBelowTls([0x17, 3, 3, 0, 0x20, .. new byte[0x20]]);
                server.Expect("open", EventLog.Closed(1006));
            }

            ExpectService(server);
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
        }

        [TestMethod]
        public void WaitingHellosDoNot()
        {
            ServerHost server = StartServer(null, Echo, _tls);
            using RawClient waiting = RawClient.Connect(server.Port);
            ExpectService(server);
            server.Stop();
            Assert.IsEmpty(waiting.ReadUntilOver());
        }

        /// <summary>Connects as soon as others have made way: they have a second, in which it is refused.</summary>
        private static RawClient ConnectAtLast(ServerHost server)
        {
            RawClient client = null;
            Patience.Until(() => (client = TryConnect(server)) != null, "a session");
            return client;
        }

        private static RawClient TryConnect(ServerHost server)
        {
            try
            {
                return RawClient.ConnectTls(server.Port);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                return null;
            }
        }

        private void Close(ClientHost client, ServerHost server)
        {
            client.Close();
            client.Expect(EventLog.Closed(1000));
            server.Expect(EventLog.Closed(1000));
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        /// <summary>Has a well-behaved client talk to the server.</summary>
        private void ExpectService(ServerHost server)
        {
            ClientHost client = Open(server, null, ClientTls);
            client.Echo("hello");
            server.Expect("text:hello");
            Close(client, server);
        }
    }
}
