using System;
using System.IO;
using System.Net;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Servers that start and stop, and whether anything is left behind.</summary>
    [TestClass]
    public class ServerLifeTests : LoopTest
    {
        // The runtime opens one now and then for itself; a leak would be hundreds.
        private const int DescriptorsOfTheRuntime = 8;

        [TestMethod]
        public void PortZeroIsReplacedByTheOneThatWasChosen()
        {
            ServerHost server = StartServer();
            Assert.IsGreaterThan(0, server.Port);
            Loop.Do(server.Server.Stop);
            Assert.AreEqual(-1, server.Port);
        }

        [TestMethod]
        public void StartSaysWhenThePortIsInUse()
        {
            ServerHost server = StartServer();
            var endPoint = new IPEndPoint(IPAddress.Loopback, server.Port);
            WsServer second = WsServer.Create("/", endPoint, new WsServerOptions { Scheduler = Loop.Scheduler });
            Loop.Do(() =>
            {
                Assert.IsFalse(second.Start());
                Assert.AreEqual(-1, second.Port);
                Assert.IsFalse(server.Server.Start(), "It listens already.");
                server.Server.Stop();
                Assert.IsTrue(second.Start());
                Assert.AreEqual(endPoint.Port, second.Port);
                second.Stop();
            });
        }

        [TestMethod]
        public void StartedAndStoppedAreRaised()
        {
            var log = new EventLog();
            ServerHost server = StartServer(null, s =>
            {
                s.Started += _ => log.Add("started " + s.Port);
                s.Stopped += _ => log.Add("stopped " + s.Port);
            });
            log.Expect("started " + server.Port);
            Loop.Do(server.Server.Stop);
            log.Expect("stopped -1");
        }

        [TestMethod]
        public void StartsAgainOnTheSamePortWhileOldConnectionsClose()
        {
            ServerHost first = StartServer();
            string url = first.Url;
            var endPoint = new IPEndPoint(IPAddress.Loopback, first.Port);
            Loop.Do(first.Server.Stop);

            WsServer server = WsServer.Create(ServerHost.Path, endPoint, new WsServerOptions { Scheduler = Loop.Scheduler });
            Loop.Do(() => Echo(server));
            for (int i = 0; i < 200; i++)
            {
                Assert.IsTrue(Loop.Do(server.Start), $"start {i}");
                ClientHost client = Connect(url);
                client.Events.Expect("open");
                Loop.Do(() => client.Client.Send("hello"));
                client.Events.Expect("text:hello");
                Loop.Do(server.Stop);
                client.Events.Expect(EventLog.Closed(1001));
            }
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void NothingIsLeftAfterAThousandStarts()
        {
            ServerHost host = StartServer();
            string url = host.Url;
            WsServer server = host.Server;
            Loop.Do(server.Stop);
            int before = Descriptors.Count();
            var endPoint = new IPEndPoint(IPAddress.Loopback, new Uri(url).Port);
            server = WsServer.Create(ServerHost.Path, endPoint, new WsServerOptions { Scheduler = Loop.Scheduler });
            for (int i = 0; i < 1000; i++)
            {
                Assert.IsTrue(Loop.Do(server.Start), $"start {i}");
                if (i % 10 == 0)
                {
                    ClientHost client = Connect(url);
                    client.Events.Expect("open");
                    Loop.Do(server.Stop);
                    client.Events.Expect(EventLog.Closed(1001));
                }
                else
                {
                    Loop.Do(server.Stop);
                }
            }

            Loop.Until(() => Loop.Scheduler.Count == 0, "the end of all connections");
            int after = Descriptors.Count();
            TestContext.WriteLine("file descriptors before {0}, after {1}", before, after);
            Assert.IsLessThanOrEqualTo(before + DescriptorsOfTheRuntime, after);
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void NothingIsLeftAfterAThousandConnections()
        {
            ServerHost server = StartServer(null, s => s.Connection += (_, channel) => channel.Message += (c, m) =>
            {
                if (m.GetString() == "close")
                {
                    c.Close(4001);
                }
                else
                {
                    c.Send(m);
                }
            });
            string url = server.Url;
            OpenAndClose(url, 20);
            int before = Descriptors.Count();
            OpenAndClose(url, 1000);
            Loop.Until(() => Loop.Scheduler.Count == 1, "the end of all connections");
            int after = Descriptors.Count();

            TestContext.WriteLine("file descriptors before {0}, after {1}", before, after);
            Assert.IsLessThanOrEqualTo(before + DescriptorsOfTheRuntime, after);
            Assert.AreEqual(0, Loop.Do(() => server.Server.ChannelCount));
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void NothingIsLeftAfterFailures()
        {
            ServerHost server = StartServer();
            ServerHost stopped = StartServer();
            string refused = stopped.Url;
            Loop.Do(stopped.Server.Stop);
            string url = server.Url;
            Fail(url, refused, 5);
            int before = Descriptors.Count();
            Fail(url, refused, 100);
            Loop.Until(() => Loop.Scheduler.Count == 1, "the end of all connections");

            // The thread of a client that was cancelled may still be about to find that out.
            int after = before;
            bool isClean = SpinWait.SpinUntil(
                () => (after = Descriptors.Count()) <= before + DescriptorsOfTheRuntime, Patience.Limit);
            TestContext.WriteLine("file descriptors before {0}, after {1}", before, after);
            Assert.IsTrue(isClean, $"before {before}, after {after}");
        }

        /// <summary>Opens connections one after the other; now the client closes, now the server.</summary>
        private void OpenAndClose(string url, int count)
        {
            var log = new EventLog();
            void Open(int left)
            {
                bool isClosedByServer = left % 2 == 0;
                WsClient client = WsClient.Create(url, new WsClientOptions { Scheduler = Loop.Scheduler });
                client.Opened += c => c.Send(isClosedByServer ? "close" : "hello");
                client.Message += (c, m) => c.Close(4000);
                client.Closed += (c, code, reason) =>
                {
                    if (left > 1 && code == (isClosedByServer ? 4001 : 4000))
                    {
                        Open(left - 1);
                    }
                    else
                    {
                        log.Add("left " + left + " code " + code);
                    }
                };
            }

            Loop.Do(() => Open(count));
            log.Expect("left 1 code 4000");
        }

        private void Fail(string url, string refused, int count)
        {
            for (int i = 0; i < count; i++)
            {
                ExpectFailure(Connect(url + "/wrong"), WsErrorKind.Refused, 404);
                ExpectFailure(Connect(refused), WsErrorKind.NotConnected);
                ClientHost cancelled = Connect(url);
                Loop.Do(() => cancelled.Client.Close());
                using RawClient vanishing = RawClient.Connect(new Uri(url).Port);
                vanishing.Vanish(i % 2 == 0);
            }
        }
    }
}
