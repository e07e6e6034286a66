using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeWs.Desktop.Tests.Loops;
using EdgeWs.Desktop.Tests.Platform;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>Clients that connect again, over TCP.</summary>
    [TestClass]
    public class ReconnectTests : LoopTest
    {
        // The runtime opens one now and then for itself; a leak would be hundreds.
        private const int DescriptorsOfTheRuntime = 8;

        // Not even a tenth of the smallest object of a connection, a thousand times.
        private const int BytesOfTheRuntime = 65536;

        [TestMethod]
        public void AServerThatRestarts()
        {
            WsServer server = CreateServer(out string url);
            Loop.Do(() =>
            {
                Echo(server);
                server.Start();
            });
            ClientHost client = Connect(url, Options());
            client.Events.Expect("open");
            for (int i = 0; i < 20; i++)
            {
                Loop.Do(() => client.Client.Send("hello"));
                client.Events.Expect("text:hello");
                Loop.Do(server.Stop);
                client.Events.Expect("again:1001::1", "again:1006::2");
                Assert.AreEqual(WsErrorKind.NotConnected, Loop.Do(() => client.Client.Error.Kind));
                Assert.IsTrue(Loop.Do(server.Start));
                client.Events.ExpectLater("open");
            }
        }

        [TestMethod]
        public void TwentyClientsComeBackToAServerThatRestarts()
        {
            WsServer server = CreateServer(out string url, new WsServerOptions { MaxChannels = 20 });
            Loop.Do(() =>
            {
                Echo(server);
                server.Start();
            });
            List<ClientHost> clients = Enumerable.Range(0, 20).Select(_ => Connect(url, Options())).ToList();
            clients.ForEach(client => client.Events.Expect("open"));
            for (int i = 0; i < 3; i++)
            {
                Loop.Do(() =>
                {
                    server.Stop();
                    server.Start();
                });
                foreach (ClientHost client in clients)
                {
                    client.Events.ExpectLater("open");
                    Loop.Do(() => client.Client.Send("back"));
                    client.Events.Expect("text:back");
                }
            }
        }

        [TestMethod]
        [OSCondition(OperatingSystems.Linux)]
        public void NothingIsLeftOfAThousandConnections()
        {
            WsServer server = CreateServer(out string url);
            int opened = 0;
            Loop.Do(() =>
            {
                // Now the server closes, now a failure does, now the handshake is refused.
                server.Handshake += (s, handshake) =>
                {
                    if (++opened % 10 == 0)
                    {
                        handshake.Refuse(503);
                    }
                };
                server.Connection += (s, channel) => channel.Message += (c, m) => c.Close(4001);
                server.Start();
            });
            WsClientOptions options = Options();
            options.Scheduler = Loop.Scheduler;
            options.ReconnectDelay = 1;
            options.MaxReconnectDelay = 1;
            int left = 50;
            using var done = new AutoResetEvent(false);
            WsClient client = Loop.Do(() =>
            {
                WsClient created = WsClient.Create(url, options);
                created.Opened += c => c.Send("close");
                created.Reconnecting += (c, code, reason, attempt, delayMs) =>
                {
                    if (--left == 0)
                    {
                        done.Set();
                    }
                };
                return created;
            });
            Patience.Await(done, "fifty connections");
            int descriptors = Descriptors.Count();
            long bytes = GC.GetTotalMemory(true);
            Loop.Do(() => left = 1000);
            Patience.Await(done, "a thousand connections");
            int descriptorsAfter = Descriptors.Count();
            long bytesAfter = GC.GetTotalMemory(true);

            TestContext.WriteLine("descriptors {0}, {1}; bytes {2}, {3}", descriptors, descriptorsAfter, bytes, bytesAfter);
            Assert.IsLessThanOrEqualTo(descriptors + DescriptorsOfTheRuntime, descriptorsAfter);
            Assert.IsLessThanOrEqualTo(bytes + BytesOfTheRuntime, bytesAfter);
            Loop.Do(() =>
            {
                client.Close();
                server.Stop();
            });
        }

        [TestMethod]
        public void WhatWasKeptArrivesInOrder()
        {
            WsServer server = CreateServer(out string url);
            var events = new EventLog();
            Loop.Do(() =>
            {
                server.Connection += (s, channel) => channel.Message += (c, m) => events.Add(m.GetString());
                server.Start();
            });
            WsClientOptions options = Options();
            options.KeepMessages = true;
            ClientHost client = Connect(url, options);
            for (int i = 0; i < 20; i++)
            {
                client.Events.ExpectLater("open");
                Loop.Do(server.Stop);
                client.Events.Expect("again:1001::1");
                Assert.IsTrue(Loop.Do(() => client.Client.Send("first " + i)));
                client.Events.Expect("again:1006::2");
                Assert.IsTrue(Loop.Do(() => client.Client.Send("second " + i)));
                Assert.IsTrue(Loop.Do(server.Start));
                events.Expect("first " + i, "second " + i);
            }
        }

        [TestMethod]
        public void NobodyListens()
        {
            CreateServer(out string url);
            WsClientOptions options = Options();
            options.MaxReconnects = 3;
            ClientHost client = Connect(url, options);
            client.Events.Expect("again:1006::1", "again:1006::2", "again:1006::3", EventLog.Closed(1006));
            Assert.AreEqual(WsErrorKind.NotConnected, Loop.Do(() => client.Client.Error.Kind));
        }

        [TestMethod]
        public void TheKnownAddressIsTriedBeforeTheNameIsResolved()
        {
            using Socket listener = SocketPair.Listen();
            var known = (IPEndPoint)listener.LocalEndPoint;
            TransportConnector connector = new SocketConnector("no-such-host.invalid", known.Port, null, null, null, known);
            for (int i = 0; i < 3; i++)
            {
                Transport transport = null;
                Assert.IsTrue(SpinWait.SpinUntil(() => (transport = connector.TryTake()) != null, Patience.Limit), connector.Failure?.Exception.ToString());
                transport.Close();
                connector = connector.Again();
            }

            connector.Cancel();
        }

        [TestMethod]
        public void TheNameIsResolvedWhenTheKnownAddressFails()
        {
            IPEndPoint known;
            using (Socket listener = SocketPair.Listen())
            {
                known = (IPEndPoint)listener.LocalEndPoint;
            }

            var connector = new SocketConnector("no-such-host.invalid", known.Port, null, null, null, known);
            Assert.IsTrue(SpinWait.SpinUntil(() => connector.Failure != null, Patience.Limit));
            Assert.AreEqual(WsErrorKind.NotResolved, connector.Failure.Kind);

            // What failed is not tried again.
            TransportConnector next = connector.Again();
            using Socket late = SocketPair.CreateSocket();
            late.Bind(known);
            late.Listen();
            Assert.IsTrue(SpinWait.SpinUntil(() => next.Failure != null, Patience.Limit));
            Assert.AreEqual(WsErrorKind.NotResolved, next.Failure.Kind);
            Assert.IsFalse(late.Poll(0, SelectMode.SelectRead));
        }

        private static WsClientOptions Options()
        {
            return new WsClientOptions
            {
                CloseTimeout = Patience.Milliseconds,
                ReconnectDelay = 20,
                MaxReconnectDelay = 100,
                StableTime = 0,
            };
        }

        /// <summary>Makes a server at a port that is free, so that it can start there again and again.</summary>
        private WsServer CreateServer(out string url, WsServerOptions options = null)
        {
            var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort.Find());
            url = "ws://" + endPoint + ServerHost.Path;
            options ??= new WsServerOptions();
            options.Scheduler = Loop.Scheduler;
            WsServer server = WsServer.Create(ServerHost.Path, endPoint, options);
            EndWith(server.Stop);
            return server;
        }
    }
}
