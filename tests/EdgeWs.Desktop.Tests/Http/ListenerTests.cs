extern alias Device;

using System.Net;
using System.Runtime.CompilerServices;
using EdgeWs.Nano.Http;
using HttpListener = Device::System.Net.HttpListener;
using HttpListenerContext = Device::System.Net.HttpListenerContext;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>Upgrades on a listener that the application runs itself, with a thread of its own for every request, as nanoFramework.WebServer does.</summary>
    [TestClass]
    public class ListenerTests : HttpTest
    {
        private HttpListener _listener;
        private int _port;

        [TestCleanup]
        public void StopListener()
        {
            _listener?.Abort();
        }

        [TestMethod]
        public void UpgradesComeFromAnyThread()
        {
            WsServer server = CreateServer();
            Listen(context => server.TryUpgrade(context));
            using RawClient client = RawClient.Open(_port);
            AssertEcho(client);
            using RawClient second = RawClient.Open(_port);
            AssertEcho(second);
            AssertEcho(client);
        }

        [TestMethod]
        [DataRow("/elsewhere", "Upgrade: websocket\r\nConnection: Upgrade\r\n")]
        [DataRow("/chat", "Connection: close\r\n")]
        [DataRow("/chat", "Upgrade: h2c\r\nConnection: Upgrade\r\n")]
        public void WhatIsNotForTheServerIsUntouched(string path, string fields)
        {
            WsServer server = CreateServer();
            Listen(context =>
            {
                Assert.IsFalse(server.TryUpgrade(context));
                var body = new byte[5];
                context.Request.InputStream.ReadExactly(body);
                context.Response.OutputStream.Write(body);
            });
            string answer = Ask(_port, "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n" + fields + "\r\nabcde");
            StringAssert.StartsWith(answer, "HTTP/1.1 200 ");
            StringAssert.EndsWith(answer, "\r\n\r\nabcde");
        }

        [TestMethod]
        public async Task TheWebServerLeavesAnUpgradedConnectionAlone()
        {
            // What a handler of nanoFramework.WebServer's CommandReceived says.
            WsServer server = CreateServer();
            Listen(context =>
            {
                if (server.TryUpgrade(context))
                {
                    return;
                }

                context.Response.OutputStream.Write("page"u8);
            });
            using RawClient client = RawClient.Open(_port);
            Assert.AreEqual("page", await Http.GetStringAsync(UrlOf(_port, "/")));
            Collect();
            AssertEcho(client);
            StringAssert.StartsWith(Ask(_port, RawClient.Request.Replace("13", "7", StringComparison.Ordinal)), "HTTP/1.1 426 ");
        }

        [TestMethod]
        [DoNotParallelize]
        public void AThousandConnectionsLeaveNothingBehind()
        {
            WsServer server = CreateServer();
            var contexts = new List<WeakReference>();
            Listen(context => Upgrade(server, context, contexts));
            using RawClient witness = RawClient.Open(_port);
            AssertEcho(witness);
            Cycle(_port, 50);
            Settle(server);
            int sockets = OpenSockets();
            int threads = Threads();

            for (int i = 0; i < 10; i++)
            {
                Cycle(_port, 100);
                Collect();
                AssertEcho(witness);
            }

            Settle(server);
            Loop.Until(() => OpenSockets() <= sockets, "the end of all sockets");
            Loop.Until(() => Threads() <= threads + 2, "the end of all threads");
            lock (contexts)
            {
                Assert.HasCount(1051, contexts);

                // The last one may still stand in a frame of the thread that took it.
                Assert.IsLessThanOrEqualTo(1, contexts.FindAll(reference => reference.IsAlive).Count);
            }

            AssertEcho(witness);
            Assert.AreEqual(0, ListedClients());
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Upgrade(WsServer server, HttpListenerContext context, List<WeakReference> contexts)
        {
            lock (contexts)
            {
                contexts.Add(new WeakReference(context));
            }

            Assert.IsTrue(server.TryUpgrade(context));
        }

        private int ListedClients()
        {
            object clients = typeof(HttpListener)
                .GetField("_clients", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)
                .GetValue(_listener);
            return ((System.Collections.ICollection)clients).Count;
        }

        /// <summary>Listens and treats each request as nanoFramework.WebServer does: a thread, the handler, then the end of the context.</summary>
        private void Listen(Action<HttpListenerContext> handler)
        {
            _port = FreePort.Find();
            _listener = new HttpListener("http", _port, IPAddress.Loopback);
            _listener.Start();
            new Thread(() => Serve(handler)) { IsBackground = true }.Start();
        }

        private void Serve(Action<HttpListenerContext> handler)
        {
            try
            {
                HttpListenerContext context;
                while ((context = _listener.GetContext()) != null)
                {
                    StartThread(handler, context);
                }
            }
            catch (ObjectDisposedException)
            {
                // Closed.
            }
        }

        private void StartThread(Action<HttpListenerContext> handler, HttpListenerContext context)
        {
            new Thread(() =>
            {
                if (context.Request.RawUrl == null)
                {
                    return;
                }

                handler(context);
                if (context.Response == null)
                {
                    return;
                }

                context.Response.Close();
                context.Close();
            })
            { IsBackground = true }.Start();
        }
    }
}
