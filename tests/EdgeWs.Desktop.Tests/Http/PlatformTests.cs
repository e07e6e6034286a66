extern alias Device;

using System.Net;
using System.Net.Sockets;
using System.Reflection;
using HttpListener = Device::System.Net.HttpListener;
using HttpListenerContext = Device::System.Net.HttpListenerContext;
using HttpListenerRequest = Device::System.Net.HttpListenerRequest;

namespace EdgeWs.Desktop.Tests.Http
{
    /// <summary>
    /// The ways of nanoFramework's HttpListener that matter here, traps included: a change that walks into one must fail on the
    /// desktop too.
    /// </summary>
    [TestClass]
    public class PlatformTests : HttpTest
    {
        private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;

        private HttpListener _listener;
        private int _port;

        [TestInitialize]
        public void StartListener()
        {
            _port = FreePort.Find();
            _listener = new HttpListener("http", _port, IPAddress.Loopback);
            _listener.Start();
        }

        [TestCleanup]
        public void StopListener()
        {
            _listener.Abort();
        }

        [TestMethod]
        public void WhatIsReliedOnIsThere()
        {
            Type handedOver = typeof(HttpListenerContext).GetMethod("GetWebsocketContext", Hidden).ReturnType;
            Assert.IsNotNull(handedOver.GetField("NetworkStream", Hidden));
            Type output = typeof(HttpListenerContext).GetField("m_clientOutputStream", Hidden).FieldType;
            Assert.AreEqual(typeof(Socket), output.GetField("m_Socket", Hidden).FieldType);
        }

        [TestMethod]
        public void AContextComesBeforeAnythingIsSaid()
        {
            using RawClient client = RawClient.Connect(_port);
            HttpListenerContext context = _listener.GetContext();
            using var isRead = new ManualResetEvent(false);
            new Thread(() =>
            {
                Assert.AreEqual("/late", context.Request.RawUrl);
                isRead.Set();
            })
            { IsBackground = true }.Start();
            Assert.IsFalse(isRead.WaitOne(50));
            client.Send("GET /late HTTP/1.1\r\n\r\n");
            Patience.Await(isRead, "the request");
        }

        [TestMethod]
        public void TheConnectionFieldIsForced()
        {
            using RawClient client = RawClient.Connect(_port);
            client.Send("GET / HTTP/1.1\r\n\r\n");
            HttpListenerContext context = _listener.GetContext();
            context.Response.StatusCode = 101;
            context.Response.Headers.Add("Connection", "Upgrade");
            context.Response.Close();
            string answer = "HTTP/1.1 101 SwitchingProtocols\r\nConnection: Close\r\n\r\n";
            Assert.AreEqual(answer, client.ReadText(answer.Length));
        }

        [TestMethod]
        public void WhatFollowsTheHeadIsInTheStreamAndNotInTheSocket()
        {
            using RawClient client = RawClient.Connect(_port);
            client.Send("GET / HTTP/1.1\r\n\r\nearly");
            HttpListenerContext context = _listener.GetContext();
            HttpListenerRequest request = context.Request;
            Assert.AreEqual(0, SocketOf(context).Available);
            Assert.AreEqual(5, request.InputStream.Length);
            var early = new byte[5];
            request.InputStream.ReadExactly(early);
            CollectionAssert.AreEqual("early"u8.ToArray(), early);
        }

        [TestMethod]
        public void ReadingMoreThanThereIsWaits()
        {
            using RawClient client = RawClient.Connect(_port);
            client.Send("POST / HTTP/1.1\r\n\r\nabc");
            Stream input = _listener.GetContext().Request.InputStream;
            using var isRead = new ManualResetEvent(false);
            new Thread(() =>
            {
                Assert.AreEqual(4, input.Read(new byte[10], 0, 10));
                isRead.Set();
            })
            { IsBackground = true }.Start();
            Assert.IsFalse(isRead.WaitOne(50));
            client.Send("d");
            Patience.Await(isRead, "the body");
        }

        [TestMethod]
        [DataRow(false, false)]
        [DataRow(true, false)]
        [DataRow(false, true)]
        public void TheFinalizersOfAContextThatWasHandedOverEndItsConnection(bool keepsResponse, bool keepsInput)
        {
            using RawClient client = RawClient.Connect(_port);
            client.Send("GET / HTTP/1.1\r\n\r\n");
            Socket socket = null;

            // On a thread of its own, whose stack holds nothing afterwards.
            var thread = new Thread(() => socket = HandOver(keepsResponse, keepsInput));
            thread.Start();
            thread.Join();
            Collect();
            client.ReadToEnd();
            Assert.ThrowsExactly<ObjectDisposedException>(() => socket.Available);
        }

        [TestMethod]
        public void AfterTheHandOverTheResponseIsNull()
        {
            using RawClient client = RawClient.Connect(_port);
            client.Send("GET / HTTP/1.1\r\n\r\n");
            HttpListenerContext context = _listener.GetContext();
            ListenerInternals.Detach(context, out byte[] early).Close();
            Assert.IsNull(context.Response);
            Assert.IsEmpty(early);
            context.Close();
        }

        [TestMethod]
        public void AHandOverThatFailsHalfwayEndsTheConnection()
        {
            using RawClient client = RawClient.Connect(_port);
            client.Send("GET / HTTP/1.1\r\n\r\n");
            HttpListenerContext context = _listener.GetContext();
            Socket socket = SocketOf(context);
            Stream input = context.Request.InputStream;
            FieldInfo field = typeof(HttpListenerRequest).GetField("_input", Hidden);
            field.SetValue(context.Request, null);
            Assert.ThrowsExactly<ArgumentNullException>(() => ListenerInternals.Detach(context, out _));
            Assert.ThrowsExactly<ObjectDisposedException>(() => socket.Available);
            Assert.IsNull(context.Response);
            GC.KeepAlive(input);
        }

        [TestMethod]
        public void AStoppedListenerEndsTheWaitForAContext()
        {
            using var isOver = new ManualResetEvent(false);
            var waiting = new Thread(() =>
            {
                Assert.IsNull(_listener.GetContext());
                isOver.Set();
            })
            { IsBackground = true };
            waiting.Start();
            Patience.Until(() => waiting.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "the wait");
            _listener.Stop();
            Patience.Await(isOver, "the end of the wait");
            Assert.ThrowsExactly<InvalidOperationException>(() => _listener.GetContext());
        }

        private Socket HandOver(bool keepsResponse, bool keepsInput)
        {
            HttpListenerContext context = _listener.GetContext();
            if (keepsInput)
            {
                GC.SuppressFinalize(context.Request.InputStream);
            }

            if (keepsResponse)
            {
                GC.SuppressFinalize(context.Response);
            }

            object handedOver = typeof(HttpListenerContext).GetMethod("GetWebsocketContext", Hidden).Invoke(context, null);
            return (Socket)handedOver.GetType().GetField("Socket", Hidden).GetValue(handedOver);
        }

        private static Socket SocketOf(HttpListenerContext context)
        {
            object output = typeof(HttpListenerContext).GetField("m_clientOutputStream", Hidden).GetValue(context);
            return (Socket)output.GetType().GetField("m_Socket", Hidden).GetValue(output);
        }
    }
}
