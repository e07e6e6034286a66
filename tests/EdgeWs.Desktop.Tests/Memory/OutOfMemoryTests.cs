using System.Net;
using System.Reflection;
using System.Security.Authentication;
using EdgeWs.Nano.Tests;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>
    /// Memory runs out at each allocation in turn, from the accepted connection to its end: nothing stays behind, nothing leaves
    /// the loop, and the next client is served.
    /// </summary>
    [TestClass]
    [DoNotParallelize]
    public class OutOfMemoryTests
    {
        private static readonly string[] s_requests =
        [
            ScarceDoor.Upgrade,
            "GET /chat HTTP/1.1\r\nHost: h\r\nOrigin: http://other\r\n\r\n",
            "nonsense\r\n\r\n",
            "POST /text HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "GET /array HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /source HTTP/1.1\r\nHost: h\r\nOrigin: http://other\r\nConnection: close\r\n\r\n",
            "OPTIONS / HTTP/1.1\r\nHost: h\r\nOrigin: http://other\r\nAccess-Control-Request-Method: PUT\r\n\r\n",
        ];

        private static readonly TestCertificate s_certificate = TestAuthority.SelfSigned("127.0.0.1");
        private static readonly ScarceLibraries s_libraries = new ScarceLibraries();

        public static IEnumerable<object[]> Cases =>
            from request in s_requests
            from kind in new[] { "port", "full", "host", "adopted", "crowded" }
            where kind is not ("full" or "crowded") || request == ScarceDoor.Upgrade
            from capacity in new[] { int.MaxValue, 10 }
            from count in new[] { 1, 2, 5 }
            select new object[] { request, kind, capacity, count };

        public static IEnumerable<object[]> ClientCases =>
            from answer in new[]
            {
                "101 \r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: a\r\nKEY",
                "302 \r\nLocation: ws://other/\r\nContent-Length: 0",
                "503 \r\nRetry-After: 1\r\nContent-Length: 0",
            }
            from comesBack in new[] { false, true }
            from capacity in new[] { int.MaxValue, 10 }
            from count in new[] { 1, 5 }
            select new object[] { answer, comesBack, capacity, count };

        /// <param name="request">What the client sends.</param>
        /// <param name="kind">How it comes in.</param>
        /// <param name="capacity">How much of an answer it takes at a time.</param>
        /// <param name="count">How many allocations fail, one after the other.</param>
        [TestMethod]
        [DynamicData(nameof(Cases))]
        public void NothingStaysBehind(string request, string kind, int capacity, int count) =>
            RunChanged(nameof(FailInMemory), request, kind, capacity, count);

        /// <param name="answer">What a server answers.</param>
        /// <param name="comesBack">Whether the client connects again.</param>
        /// <param name="capacity">How much of a request it takes at a time.</param>
        /// <param name="count">How many allocations fail, one after the other.</param>
        [TestMethod]
        [DynamicData(nameof(ClientCases))]
        public void NothingStaysBehindOfAClient(string answer, bool comesBack, int capacity, int count) =>
            RunChanged(nameof(FailOfClient), answer, comesBack, capacity, count);

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void NothingStaysBehindOfTls(bool isTls) => RunChanged(nameof(FailWithTls), isTls);

        /// <summary>Runs a method of this class as it is there where the libraries are the changed ones.</summary>
        private static void RunChanged(string name, params object[] arguments)
        {
            MethodInfo method = s_libraries.Find(typeof(OutOfMemoryTests)).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic);
            method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        private static void FailInMemory(string request, string kind, int capacity, int count) =>
            FailInTurn(first => new ScarceDoor(kind).Check(request, capacity, first, count));

        private static void FailOfClient(string answer, bool comesBack, int capacity, int count) =>
            FailInTurn(first => new ScarceClient(answer, comesBack, capacity).Check(first, count));

        private static void FailWithTls(bool isTls) => FailInTurn(first => CheckTls(isTls, first));

        /// <param name="check">Has the allocations from a certain one on fail.</param>
        private static void FailInTurn(Action<int> check)
        {
            // What is made once and kept is no part of a connection.
            check(int.MaxValue);
            int first = 0;
            do
            {
                first++;
                try
                {
                    check(first);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"Allocation {first} failed", e);
                }
            }
            while (ScarceMemory.HasFailed);
            Assert.IsGreaterThan(5, first);
        }

        private static void CheckTls(bool isTls, int first)
        {
            var loop = new TestLoop();
            WsServer server = WsServer.Create(
                "/chat",
                new IPEndPoint(IPAddress.Loopback, 0),
                new WsServerOptions { Scheduler = loop.Scheduler },
                new WsTlsOptions { Certificate = s_certificate.Own });
            Assert.IsTrue(server.Start());
            loop.Run();
            ScarceMemory.FailAt(first, 1);
            bool isServed;
            try
            {
                isServed = Visit(loop, server, isTls);
            }
            finally
            {
                ScarceMemory.Recover();
            }

            Assert.IsTrue(ScarceMemory.HasFailed || isServed == isTls);
            loop.Advance(60000);
            Assert.AreEqual(1, loop.Scheduler.Count, "items are polled still");
            Assert.AreEqual(0, server.SessionCount, "a session is counted still");
            Assert.IsTrue(Visit(loop, server, true));
            server.Stop();
            loop.Advance(60000);
            Assert.AreEqual(0, loop.Scheduler.Count, "items are polled still");
        }

        /// <summary>Has a client shake hands, or be refused because it speaks no TLS. Time stands still meanwhile.</summary>
        private static bool Visit(TestLoop loop, WsServer server, bool isTls)
        {
            Task<bool> visit = Task.Run(() =>
            {
                try
                {
                    using RawClient client = isTls ? RawClient.ConnectTls(server.Port) : RawClient.Connect(server.Port);
                    client.Send(RawClient.Request);
                    return client.Read(1).Length > 0;
                }
                catch (Exception e) when (e is IOException or AuthenticationException or AssertFailedException)
                {
                    return false;
                }
            });
            do
            {
                loop.Run();
            }
            while (!visit.Wait(1));
            return visit.Result;
        }
    }
}
