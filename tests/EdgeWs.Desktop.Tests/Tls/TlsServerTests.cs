extern alias Device;

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Authentication;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Desktop.Tests.Sockets;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Tls
{
    /// <summary>Our server with clients that do not do what they should.</summary>
    [TestClass]
    public class TlsServerTests : LoopTest
    {
        // Whoever waits for this long has failed its test.
        private const int Never = 600000;

        private static readonly TestAuthority s_authority = new TestAuthority();
        private static readonly TestCertificate s_server = s_authority.Issue("127.0.0.1");

        // A client of TLS 1.3 waits for what comes behind the server's tickets, which takes a while where both share a loop.
        private static WsTlsOptions ClientTls =>
            new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted, SslProtocols = SslProtocols.Tls12 };

        [TestMethod]
        [DataRow("GET /chat HTTP/1.1\r\nHost: h\r\n\r\n")]
        [DataRow("\u0016")]
        [DataRow("\u0016\u0002")]
        public void NoTlsIsClosedAtOnce(string text)
        {
            ServerHost server = Start(Never);
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
            ServerHost server = Start(Never);
            using RawClient client = RawClient.Connect(server.Port);
            client.Send(Convert.FromHexString(hello));
            Assert.IsEmpty(client.ReadUntilOver());
            ExpectService(server);
        }

        [TestMethod]
        public void SilentConnectionsKeepNobodyOut()
        {
            ServerHost server = Start(Never);
            List<RawClient> silent = Enumerable.Range(0, 20).Select(_ => RawClient.Connect(server.Port)).ToList();
            ExpectService(server);
            silent.ForEach(client => client.Dispose());
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(4)]
        [DataRow(5)]
        [DataRow(100)]
        public void StalledHelloCostsOthersNothing(int count)
        {
            ServerHost server = Start(Never);
            byte[] hello = TlsPeer.Hello();
            using RawClient stalled = RawClient.Connect(server.Port);
            stalled.Send(hello.AsSpan(0, count));
            for (int i = 0; i < 3; i++)
            {
                ExpectService(server);
            }

            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
            stalled.Send(hello.AsSpan(count));
            Assert.AreEqual(0x16, stalled.Read(1)[0], "the hello was not answered");
            stalled.Vanish(true);
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the handshake");
            ExpectHandshakeError();
        }

        [TestMethod]
        public void StalledHelloIsClosedInTime()
        {
            ServerHost server = Start(200);
            using RawClient stalled = RawClient.Connect(server.Port);
            stalled.Send(TlsPeer.Hello().AsSpan(0, 100));
            Assert.ThrowsExactly<IOException>(() => stalled.ReadToEnd(), "bytes unread end in a reset");
            ExpectService(server);
        }

        [TestMethod]
        public void MoreStalledHellosThanMayWait()
        {
            ServerHost server = Start(500);
            var stalled = new List<RawClient>();
            for (int i = 0; i < 10; i++)
            {
                stalled.Add(RawClient.Connect(server.Port));
            }

            ExpectService(server);
            stalled.ForEach(client => client.Dispose());
        }

        [TestMethod]
        public void StallBehindTheHelloHoldsTheOthersForTheDeadline()
        {
            ServerHost server = Start(500);
            using RawClient stalled = RawClient.Connect(server.Port);
            stalled.Send(TlsPeer.Hello());
            Assert.IsNotEmpty(stalled.ReadToEnd());
            ExpectHandshakeError();
            Assert.AreEqual(0, Loop.Do(() => server.Server.SessionCount));
            ExpectService(server);
        }

        [TestMethod]
        public void SilentSessionsMakeWay()
        {
            ServerHost server = Start(Never);
            Loop.Do(() => server.Server.Options.HandshakeTimeout = Never);
            using TlsPeer one = TlsPeer.Silent(server.Port);
            using TlsPeer two = TlsPeer.Silent(server.Port);
            for (DateTime end = DateTime.UtcNow + Patience.Limit; ;)
            {
                try
                {
                    using TlsPeer three = TlsPeer.Open(server.Port);
                    break;
                }
                catch (Exception e) when ((e is IOException or AuthenticationException) && DateTime.UtcNow < end)
                {
                    // They have a second, in which others are refused.
                    Thread.Sleep(50);
                }
            }
        }

        [TestMethod]
        public void BytesOneByOne()
        {
            ServerHost server = Start(Never);
            using TlsPeer client = TlsPeer.Open(server.Port, true);
            server.Events.Expect("open");
            client.Write([0x81, 0x81, 0, 0, 0, 0, (byte)'x']);
            server.Events.Expect("text:x");
        }

        [TestMethod]
        public void GarbageInTheHello()
        {
            ServerHost server = Start(Never);
            using RawClient client = RawClient.Connect(server.Port);
            client.Send([0x16, 3, 1, 0, 10, 1, 0, 0, 6, 5, 6, 7, 8, 9, 10]);
            client.ReadUntilOver();
            ExpectHandshakeError();
            ExpectService(server);
        }

        [TestMethod]
        public void MoreSessionsThanMayBeAreRefusedWithAnAlert()
        {
            ServerHost server = Start(Never, 1);
            ClientHost first = Open(server, null, ClientTls);
            using (RawClient second = RawClient.Connect(server.Port))
            {
                second.Send(TlsPeer.Hello());
                Assert.AreEqual("15030300020250", Convert.ToHexString(second.ReadUntilOver()));
            }

            ExpectFailure(Connect(server.Url, null, ClientTls), WsErrorKind.TlsFailed);
            Assert.AreEqual(1, Loop.Do(() => server.Server.SessionCount));
            Loop.Do(() => first.Client.Close());
            first.Events.Expect(EventLog.Closed(1000));
            server.Events.Expect(EventLog.Closed(1000));
            ExpectService(server);
        }

        [TestMethod]
        public void SessionsOutliveAStop()
        {
            ServerHost server = Start(Never, 1);
            using TlsPeer client = TlsPeer.Open(server.Port);
            server.Events.Expect("open");
            Loop.Do(server.Server.Stop);
            Assert.IsTrue(Loop.Do(server.Server.Start));
            ExpectFailure(Connect(server.Url, null, ClientTls), WsErrorKind.TlsFailed);
            client.End(true, false);
            server.Events.Expect(EventLog.Closed(1006));
            ExpectService(server);
        }

        [TestMethod]
        [DataRow(true, false)]
        [DataRow(false, false)]
        [DataRow(false, true)]
        public void EndWithoutCloseFrame(bool withNotify, bool withReset)
        {
            ServerHost server = Start(Never);
            using TlsPeer client = TlsPeer.Open(server.Port);
            server.Events.Expect("open");
            client.End(withNotify, withReset);
            server.Events.Expect(EventLog.Closed(1006));
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        [TestMethod]
        public void StopEndsWaitingHellos()
        {
            ServerHost server = Start(Never);
            using RawClient waiting = RawClient.Connect(server.Port);
            ExpectService(server);
            Loop.Do(server.Server.Stop);
            Assert.IsEmpty(waiting.ReadUntilOver());
        }

        [TestMethod]
        public void AThousandConnectionsLeaveNothing()
        {
            ServerHost server = Start(Never, 4);
            using var clients = new LoopThread();
            Cycle(server, clients, 20);
            int before = CountDescriptors();
            Cycle(server, clients, 1000);
            Loop.Until(() => server.Server.SessionCount == 0, "the end of all sessions");
            Assert.IsLessThan(before + 20, CountDescriptors());
            Assert.AreEqual(0, clients.Do(() => clients.Scheduler.Count));
        }

        private static int CountDescriptors()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Descriptors.Count();
        }

        private static void Cycle(ServerHost server, LoopThread clients, int count)
        {
            for (int i = 0; i < count; i++)
            {
                ClientHost client = ClientHost.Connect(
                    clients, server.Url, null, new WsTlsOptions { CaCertificate = s_authority.Certificate.Trusted });
                client.Events.Expect("open");
                clients.Do(() => client.Client.Close());
                client.Events.Expect(EventLog.Closed(1000));
                server.Events.Expect("open", EventLog.Closed(1000));
            }
        }

        private ServerHost Start(int handshakeTimeout, int sessions = 2)
        {
            return StartServer(
                null,
                Echo,
                new WsTlsOptions { Certificate = s_server.Own, HandshakeTimeout = handshakeTimeout, MaxSessions = sessions });
        }

        /// <summary>Has a well-behaved client talk to the server.</summary>
        private void ExpectService(ServerHost server)
        {
            ClientHost client = Open(server, null, ClientTls);
            Loop.Do(() => client.Client.Send("hello"));
            server.Events.Expect("text:hello");
            client.Events.Expect("text:hello");
            Loop.Do(() => client.Client.Close());
            client.Events.Expect(EventLog.Closed(1000));
            server.Events.Expect(EventLog.Closed(1000));
            Loop.Until(() => server.Server.SessionCount == 0, "the end of the session");
        }

        /// <summary>Takes the exception with which a handshake of the server ended.</summary>
        private void ExpectHandshakeError()
        {
            Loop.Until(() => !Loop.Errors.IsEmpty, "a report");
            Assert.IsTrue(Loop.Errors.TryDequeue(out Exception error));
            Assert.IsInstanceOfType<System.Security.Cryptography.CryptographicException>(error);
        }
    }
}
