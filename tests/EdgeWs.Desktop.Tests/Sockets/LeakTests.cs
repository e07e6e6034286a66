extern alias Device;

using System.Net;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Whether anything is left behind: open files and sockets of this process, and memory.</summary>
    [TestClass]
    [DoNotParallelize]
    [OSCondition(OperatingSystems.Linux)]
    public class LeakTests : LoopTest
    {
        private const int Count = 300;

        // The runtime opens one now and then for itself; a leak would be hundreds.
        private const int DescriptorsOfTheRuntime = 8;

        // Not even a tenth of the smallest object of a connection, a thousand times.
        private const int BytesOfTheRuntime = 65536;

        [TestMethod]
        public void NothingIsLeftOfServersThatStartedAndStopped()
        {
            ServerHost server = StartServer(port: FreePort.Find());
            string url = server.Url;
            AssertNoDescriptors(count =>
            {
                for (int i = 0; i < count; i++)
                {
                    ClientHost client = i % 10 == 0 ? Connect(url) : null;
                    client?.Expect("open");
                    server.Stop();
                    client?.Expect(EventLog.Closed(1001));
                    server.Start();
                }
            });
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void NothingIsLeftOfConnections(bool isSecure)
        {
            TestCertificate certificate = TestAuthority.SelfSigned("127.0.0.1");
            ServerHost server = StartServer(
                null,
                s => s.Connected += (_, channel) => channel.MessageReceived += (c, m) => c.Close(4001),
                isSecure ? new WsTlsOptions { Certificate = certificate.Own, MaxSessions = 4, SslProtocols = SslProtocols.Tls12 } : null);
            AssertNoDescriptors(count =>
            {
                for (int i = 0; i < count; i++)
                {
                    ClientHost client = Connect(server.Url, null, isSecure ? new WsTlsOptions { CaCertificate = certificate.Trusted } : null);
                    client.Expect("open");
                    if (i % 2 == 0)
                    {
                        client.Close(4000);
                        client.Expect(EventLog.Closed(4000));
                    }
                    else
                    {
                        client.Send("close");
                        client.Expect(EventLog.Closed(4001));
                    }
                }
            });
            Assert.AreEqual(0, Loop.Do(() => server.Server.ChannelCount + server.Server.SessionCount));
        }

        [TestMethod]
        public void NothingIsLeftOfFailures()
        {
            ServerHost server = StartServer();
            string refused = "ws://127.0.0.1:" + FreePort.Find() + "/";
            AssertNoDescriptors(count =>
            {
                for (int i = 0; i < count / 3; i++)
                {
                    Connect(server.Url + "/wrong").ExpectFailure(WsErrorKind.Refused, 404);
                    Connect(refused).ExpectFailure(WsErrorKind.NotConnected);
                    Connect(server.Url).Close();
                    RawClient.Connect(server.Port).Vanish(i % 2 == 0);
                }
            });
        }

        [TestMethod]
        public void NothingIsLeftOfAClientThatReconnectsAThousandTimes()
        {
            // Without a host, which would remember what it sees. Now the server closes, now the handshake is refused.
            WsServer server = WsServer.Create(
                ServerHost.Path, new IPEndPoint(IPAddress.Loopback, 0), new WsServerOptions { Scheduler = Loop.Scheduler });
            int opened = 0;
            server.Connecting += (_, handshake) =>
            {
                if (++opened % 10 == 0)
                {
                    handshake.Refuse(503);
                }
            };
            server.Connected += (_, channel) => channel.MessageReceived += (c, m) => c.Close(4001);
            EndWith(server.Stop);
            Assert.IsTrue(Loop.Do(server.Start));

            int attempts = 0;
            var options = new WsClientOptions { Scheduler = Loop.Scheduler, ReconnectDelay = 1, MaxReconnectDelay = 1, StableTime = 0 };
            Loop.Do(() =>
            {
                WsClient client = WsClient.Create("ws://127.0.0.1:" + server.Port + ServerHost.Path, options);
                client.Opened += c => c.Send("close");
                client.Reconnecting += (c, code, reason, attempt, delayMs) => attempts++;
                EndWith(() => client.Close());
            });
            Loop.Until(() => attempts > 50, "fifty connections");
            long bytes = Loop.Do(() => GC.GetTotalMemory(true));
            int descriptors = CountDescriptors();
            Loop.Until(() => attempts > 1050, "a thousand connections");
            Assert.IsLessThanOrEqualTo(bytes + BytesOfTheRuntime, Loop.Do(() => GC.GetTotalMemory(true)));
            Patience.Until(() => CountDescriptors() <= descriptors + DescriptorsOfTheRuntime, "the end of what was open");
        }

        /// <summary>Does something a few times and then often, with a server that is left, and compares what is open.</summary>
        private void AssertNoDescriptors(Action<int> act)
        {
            act(10);
            Loop.UntilLeft(1);
            int before = CountDescriptors();
            act(Count);
            Loop.UntilLeft(1);

            // The thread of a client that was cancelled may still be about to find that out.
            Patience.Until(() => CountDescriptors() <= before + DescriptorsOfTheRuntime, "the end of what was open");
        }

        private static int CountDescriptors()
        {
            return Directory.GetFileSystemEntries("/proc/self/fd").Length;
        }
    }
}
