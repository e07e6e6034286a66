using System;
using System.Collections.Concurrent;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Loops
{
    /// <summary>
    /// Gives every test a loop of its own. After each test nothing may be left in it once its servers and clients are closed, and
    /// no handler may have thrown, unless the test took the exception from <see cref="LoopThread.Errors"/>.
    /// </summary>
    public abstract class LoopTest
    {
        private readonly ConcurrentBag<Action> _ends = new ConcurrentBag<Action>();

        public TestContext TestContext { get; set; }

        private protected LoopThread Loop { get; private set; }

        [TestInitialize]
        public void StartLoop()
        {
            Loop = new LoopThread();
        }

        [TestCleanup]
        public void StopLoop()
        {
            using (Loop)
            {
                foreach (Action end in _ends)
                {
                    Loop.Do(end);
                }

                Loop.Until(() => Loop.Scheduler.Count == 0, "the end of all connections");
            }

            Assert.IsEmpty(Loop.Errors, string.Join("\n", Loop.Errors));
        }

        /// <summary>Has something run on the loop after the test.</summary>
        private protected void EndWith(Action end)
        {
            _ends.Add(end);
        }

        private protected ServerHost StartServer(WsServerOptions options = null, Action<WsServer> configure = null, WsTlsOptions tls = null)
        {
            ServerHost host = ServerHost.Start(Loop, options, configure, tls);
            _ends.Add(host.Server.Stop);
            return host;
        }

        private protected ClientHost Connect(string url, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            ClientHost host = ClientHost.Connect(Loop, url, options, tls);
            _ends.Add(() => host.Client.Close());
            return host;
        }

        /// <summary>Connects and waits for both ends to be open.</summary>
        private protected ClientHost Open(ServerHost server, WsClientOptions options = null, WsTlsOptions tls = null)
        {
            ClientHost client = Connect(server.Url, options, tls);
            client.Events.Expect("open");
            server.Events.Expect("open");
            return client;
        }

        /// <summary>Has a server send back everything that it receives.</summary>
        private protected static void Echo(WsServer server)
        {
            server.Connection += (s, channel) => channel.Message += (c, m) => c.Send(m);
        }

        /// <summary>Asserts that a client never opened, and why.</summary>
        private protected void ExpectFailure(ClientHost client, WsErrorKind kind, int status = 0)
        {
            client.Events.Expect(EventLog.Closed(WsCloseCode.Abnormal));
            WsError error = Loop.Do(() => client.Client.Error);
            Assert.AreEqual(kind, error.Kind, error.Exception?.ToString());
            Assert.AreEqual(status, error.Status);
            Assert.IsEmpty(client.Events.TakeRest());
        }
    }
}
