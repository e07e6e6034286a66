using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Platform
{
    /// <summary>
    /// What the transports take for granted of the device's sockets and therefore of the desktop's, which stand in for them.
    /// Where the desktop differs, the test says so and what keeps the library away from the difference.
    /// </summary>
    [TestClass]
    public class SocketContractTests
    {
        private const int SignalTimeout = 2_000_000;
        private const int SafePiece = 1440;

        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

        [TestMethod(DisplayName = "An idle connection is not readable and has nothing available")]
        public void IdleConnection()
        {
            using var pair = new SocketPair();

            Assert.IsFalse(pair.Server.Poll(0, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            Assert.IsTrue(pair.Server.Poll(0, SelectMode.SelectWrite));
        }

        [TestMethod(DisplayName = "Available counts the bytes that Receive would return")]
        public void AvailableCountsBytes()
        {
            using var pair = new SocketPair();
            pair.Client.Send(new byte[5]);

            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));
            Assert.AreEqual(5, pair.Server.Available);
        }

        [TestMethod(DisplayName = "Receive returns what is there without filling the buffer")]
        public void ReceiveReturnsWhatIsThere()
        {
            using var pair = new SocketPair();
            pair.Client.Send(new byte[] { 1, 2, 3 });

            var buffer = new byte[100];
            Assert.AreEqual(3, pair.Server.Receive(buffer, 10, 90, SocketFlags.None));
            Assert.AreEqual(3, buffer[12]);
        }

        [TestMethod(DisplayName = "Receive waits for ReceiveTimeout and then throws a SocketException")]
        public void ReceiveTimesOut()
        {
            using var pair = new SocketPair();
            pair.Server.ReceiveTimeout = 100;

            SocketException e = Assert.ThrowsExactly<SocketException>(() => { pair.Server.Receive(new byte[1]); });
            Assert.AreEqual(SocketError.TimedOut, e.SocketErrorCode);

            pair.Client.Send(new byte[1]);
            Assert.AreEqual(1, pair.Server.Receive(new byte[1]), "a timeout leaves the stream usable");
        }

        [TestMethod(DisplayName = "The timeouts can be set through SetSocketOption, and -1 means for ever")]
        public void TimeoutsAsSocketOptions()
        {
            using var pair = new SocketPair();
            pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, 100);
            Assert.ThrowsExactly<SocketException>(() => { pair.Server.Receive(new byte[1]); });

            pair.Server.ReceiveTimeout = -1;
            pair.Server.SendTimeout = -1;
            Task<int> received = Task.Run(() => pair.Server.Receive(new byte[1]));
            Assert.IsFalse(received.Wait(300));
            pair.Client.Send(new byte[1]);
            Assert.AreEqual(1, received.Result);
        }

        [TestMethod(DisplayName = "Readable with nothing available means that the peer closed, and Receive returns 0 again and again")]
        public void PeerClosed()
        {
            using var pair = new SocketPair();
            pair.Client.Close();

            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            Assert.AreEqual(0, pair.Server.Receive(new byte[1]));
            Assert.AreEqual(0, pair.Server.Receive(new byte[1]));
            Assert.IsTrue(pair.Server.Poll(0, SelectMode.SelectRead));
        }

        [TestMethod(DisplayName = "What the peer sent before it closed is available before the end is seen")]
        public void DataBeforeTheEnd()
        {
            using var pair = new SocketPair();
            pair.Client.Send(new byte[3]);
            pair.Client.Close();

            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));
            Assert.AreEqual(3, pair.Server.Available);
            Assert.AreEqual(3, pair.Server.Receive(new byte[8]));
            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            Assert.AreEqual(0, pair.Server.Receive(new byte[8]));
        }

        [TestMethod(DisplayName = "Close sends what Send accepted")]
        public void CloseSendsTheRest()
        {
            using var pair = new SocketPair();
            pair.Client.Send(new byte[60_000]);
            pair.Client.Close();

            var buffer = new byte[8192];
            int total = 0;
            int count;
            while ((count = pair.Server.Receive(buffer)) > 0)
            {
                total += count;
            }

            Assert.AreEqual(60_000, total);
        }

        [TestMethod(DisplayName = "A socket can still be written to after the peer closed; the peer answers with a reset")]
        public void SendAfterThePeerClosed()
        {
            using var pair = new SocketPair();
            pair.Client.Close();
            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));

            Assert.IsTrue(pair.Server.Poll(0, SelectMode.SelectWrite));
            Assert.AreEqual(1, pair.Server.Send(new byte[1]));
            Assert.IsTrue(SpinWait.SpinUntil(() => SendFails(pair.Server), s_patience));
        }

        [TestMethod(DisplayName = "A reset makes the socket readable with nothing available, and Receive throws a SocketException")]
        public void PeerReset()
        {
            using var pair = new SocketPair();
            pair.ResetByClient();

            // The device's Poll may throw here. The desktop's never does: only a test transport can show the library that.
            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            SocketException e = Assert.ThrowsExactly<SocketException>(() => { pair.Server.Receive(new byte[1]); });
            Assert.AreEqual(SocketError.ConnectionReset, e.SocketErrorCode);
        }

        [TestMethod(DisplayName = "Send returns only when every byte went")]
        public void SendSendsAll()
        {
            using var pair = new SocketPair();
            const int Length = 20_000_000;
            Task<int> sent = Task.Run(() => pair.Client.Send(new byte[Length]));
            Assert.IsFalse(sent.Wait(200), "the buffers are smaller than the message, and nobody reads");

            var buffer = new byte[65536];
            int total = 0;
            while (total < Length)
            {
                total += pair.Server.Receive(buffer);
            }

            Assert.AreEqual(Length, sent.Result);
        }

        [TestMethod(DisplayName = "Send to a full buffer throws after SendTimeout and does not tell how much it sent")]
        public void SendTimesOut()
        {
            using var pair = new SocketPair();
            pair.Client.SendTimeout = 100;

            SocketException e = Assert.ThrowsExactly<SocketException>(() => { pair.Client.Send(new byte[20_000_000]); });
            Assert.AreEqual(SocketError.TimedOut, e.SocketErrorCode);
            Assert.IsGreaterThan(0, pair.Server.Available);
        }

        [TestMethod(DisplayName = "A small piece never blocks while the socket says writable, and draining makes it writable again")]
        public void WritableMeansThatAPieceFits()
        {
            using var pair = new SocketPair();
            pair.Client.SendTimeout = 1;
            var piece = new byte[SafePiece];
            int sent = 0;
            while (pair.Client.Poll(0, SelectMode.SelectWrite))
            {
                sent += pair.Client.Send(piece, 0, piece.Length, SocketFlags.None);
            }

            Assert.IsFalse(pair.Client.Poll(0, SelectMode.SelectWrite));
            var buffer = new byte[65536];
            while (sent > 0)
            {
                sent -= pair.Server.Receive(buffer);
            }

            Assert.IsTrue(pair.Client.Poll(SignalTimeout, SelectMode.SelectWrite));
        }

        [TestMethod(DisplayName = "A listener is readable exactly when Accept would not wait")]
        public void ListenerIsReadableWhenAConnectionWaits()
        {
            using Socket listener = SocketPair.Listen();
            Assert.IsFalse(listener.Poll(0, SelectMode.SelectRead));

            using Socket client = SocketPair.CreateSocket();
            client.Connect(listener.LocalEndPoint);
            Assert.IsTrue(listener.Poll(SignalTimeout, SelectMode.SelectRead));
            using Socket accepted = listener.Accept();
            Assert.IsFalse(listener.Poll(0, SelectMode.SelectRead));
        }

        [TestMethod(DisplayName = "A connection that was reset before it was accepted does not make Accept wait")]
        public void AcceptAfterTheClientWentAway()
        {
            using Socket listener = SocketPair.Listen();
            Socket client = SocketPair.CreateSocket();
            client.Connect(listener.LocalEndPoint);
            client.LingerState = new LingerOption(true, 0);
            client.Close();

            if (listener.Poll(0, SelectMode.SelectRead))
            {
                Assert.IsTrue(Task.Run(() => listener.Accept().Close()).Wait(s_patience));
            }
        }

        [TestMethod(DisplayName = "Poll with a timeout returns as soon as data arrives, and not before the timeout without")]
        public void PollWaits()
        {
            using var pair = new SocketPair();
            var watch = Stopwatch.StartNew();
            Assert.IsFalse(pair.Server.Poll(200_000, SelectMode.SelectRead));
            Assert.IsGreaterThanOrEqualTo(190, watch.ElapsedMilliseconds);

            watch.Restart();
            Task sender = Task.Run(() =>
            {
                Thread.Sleep(100);
                pair.Client.Send(new byte[1]);
            });
            Assert.IsTrue(pair.Server.Poll(10_000_000, SelectMode.SelectRead));
            Assert.IsLessThan(5_000, watch.ElapsedMilliseconds);
            sender.Wait();
        }

        [TestMethod(DisplayName = "A port of 0 is replaced by the port that was bound")]
        public void LocalEndPointTellsThePort()
        {
            using Socket listener = SocketPair.Listen();
            Assert.AreNotEqual(0, ((IPEndPoint)listener.LocalEndPoint).Port);
        }

        [TestMethod(DisplayName = "RemoteEndPoint of an accepted socket is the client's address, also after the client went away")]
        public void RemoteEndPointOfAnAcceptedSocket()
        {
            using var pair = new SocketPair();
            EndPoint expected = pair.Client.LocalEndPoint;
            Assert.AreEqual(expected, pair.Server.RemoteEndPoint);

            pair.ResetByClient();
            Assert.IsTrue(pair.Server.Poll(SignalTimeout, SelectMode.SelectRead));
            Assert.AreEqual(expected, pair.Server.RemoteEndPoint);
        }

        [TestMethod(DisplayName = "Connected cannot be relied on: true on an accepted socket here, false on the device")]
        public void ConnectedOfAnAcceptedSocketDiffers()
        {
            using var pair = new SocketPair();
            Assert.IsTrue(pair.Server.Connected);
        }

        [TestMethod(DisplayName = "The options that the transports set are accepted")]
        public void Options()
        {
            using var pair = new SocketPair();
            pair.Server.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            using Socket listener = SocketPair.CreateSocket();
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        [TestMethod(DisplayName = "Connecting to a port that nobody listens on is refused with a SocketException")]
        public void ConnectionRefused()
        {
            EndPoint closed;
            using (Socket listener = SocketPair.Listen())
            {
                closed = listener.LocalEndPoint;
            }

            // ErrorCode is 10061 on the device and on Windows, and errno elsewhere: the library does not look at it.
            using Socket client = SocketPair.CreateSocket();
            SocketException e = Assert.ThrowsExactly<SocketException>(() => client.Connect(closed));
            Assert.AreEqual(SocketError.ConnectionRefused, e.SocketErrorCode);
        }

        [TestMethod(DisplayName = "Listening on a port in use throws a SocketException")]
        public void AddressInUse()
        {
            using Socket listener = SocketPair.Listen();
            using Socket second = SocketPair.CreateSocket();
            SocketException e = Assert.ThrowsExactly<SocketException>(() =>
            {
                second.Bind(listener.LocalEndPoint);
                second.Listen(1);
            });
            Assert.AreEqual(SocketError.AddressAlreadyInUse, e.SocketErrorCode);
        }

        [TestMethod(DisplayName = "Sending on a socket that never connected throws a SocketException")]
        public void NotConnected()
        {
            using Socket socket = SocketPair.CreateSocket();
            Assert.ThrowsExactly<SocketException>(() => { socket.Send(new byte[1]); });
        }

        [TestMethod(DisplayName = "Closing from another thread ends a blocked Receive with a SocketException")]
        public void CloseEndsReceive()
        {
            using var pair = new SocketPair();
            AssertCloseEnds(pair.Server, () => pair.Server.Receive(new byte[1]));
        }

        [TestMethod(DisplayName = "Closing from another thread ends a blocked Accept with a SocketException")]
        public void CloseEndsAccept()
        {
            using Socket listener = SocketPair.Listen();
            AssertCloseEnds(listener, () => listener.Accept());
        }

        [TestMethod(DisplayName = "Closing from another thread ends a blocked Connect with a SocketException")]
        [OSCondition(OperatingSystems.Linux)]
        public void CloseEndsConnect()
        {
            // Linux leaves a client without an answer while the listener's backlog is full.
            using Socket listener = SocketPair.Listen(0);
            using Socket first = SocketPair.CreateSocket();
            first.Connect(listener.LocalEndPoint);
            using Socket blocked = SocketPair.CreateSocket();
            AssertCloseEnds(blocked, () => blocked.Connect(listener.LocalEndPoint));
        }

        [TestMethod(DisplayName = "After Close every call throws ObjectDisposedException, and a second Close is fine")]
        public void CallsAfterClose()
        {
            using var pair = new SocketPair();
            Socket socket = pair.Server;
            socket.Close();
            socket.Close();

            Assert.ThrowsExactly<ObjectDisposedException>(() => { _ = socket.Available; });
            Assert.ThrowsExactly<ObjectDisposedException>(() => { socket.Poll(0, SelectMode.SelectRead); });
            Assert.ThrowsExactly<ObjectDisposedException>(() => { socket.Receive(new byte[1]); });
            Assert.ThrowsExactly<ObjectDisposedException>(() => { socket.Send(new byte[1]); });
            Assert.ThrowsExactly<ObjectDisposedException>(() => { _ = socket.RemoteEndPoint; });
        }

        [TestMethod(DisplayName = "An address in digits resolves to itself")]
        public void DnsOfAnAddress()
        {
            Assert.AreEqual(IPAddress.Loopback, Dns.GetHostEntry("127.0.0.1").AddressList[0]);
        }

        [TestMethod(DisplayName = "An unknown host throws a SocketException")]
        public void DnsOfAnUnknownHost()
        {
            Assert.ThrowsExactly<SocketException>(() => Dns.GetHostEntry("no..host"));
        }

        private static bool SendFails(Socket socket)
        {
            try
            {
                socket.Send(new byte[1]);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        }

        private static void AssertCloseEnds(Socket socket, Action blockingCall)
        {
            Exception thrown = null;
            var thread = new Thread(() =>
            {
                try
                {
                    blockingCall();
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            });
            thread.IsBackground = true;
            thread.Start();
            Assert.IsFalse(thread.Join(300), "the call should block");

            socket.Close();
            Assert.IsTrue(thread.Join(s_patience), "the call should end");
            Assert.IsInstanceOfType<SocketException>(thrown);
        }
    }
}
