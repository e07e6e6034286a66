using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Desktop.Tests.Platform
{
    /// <summary>What the transports take for granted of the device's sockets, and so of the desktop's, which stand in for them.</summary>
    [TestClass]
    public class SocketContractTests
    {
        private const int SafePiece = 1440;

        private static readonly int s_patience = Patience.Milliseconds * 1000;

        [TestMethod(DisplayName = "What the peer sent before it closed is available before the end is seen, which is readable with nothing available")]
        public void DataBeforeTheEnd()
        {
            using var pair = new SocketPair();
            Assert.IsFalse(pair.Server.Poll(0, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            pair.Client.Send(new byte[3]);
            pair.Client.Close();

            Assert.IsTrue(pair.Server.Poll(s_patience, SelectMode.SelectRead));
            Assert.AreEqual(3, pair.Server.Available);
            Assert.AreEqual(3, pair.Server.Receive(new byte[8]));
            Assert.IsTrue(pair.Server.Poll(s_patience, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            Assert.AreEqual(0, pair.Server.Receive(new byte[8]));
            Assert.AreEqual(0, pair.Server.Receive(new byte[8]));
        }

        [TestMethod(DisplayName = "A reset makes the socket readable with nothing available, Receive throws, and the address of the peer is still known")]
        public void PeerReset()
        {
            using var pair = new SocketPair();
            EndPoint peer = pair.Client.LocalEndPoint;
            pair.ResetByClient();

            // The device's Poll may throw here. The desktop's never does: only a test transport can show the library that.
            Assert.IsTrue(pair.Server.Poll(s_patience, SelectMode.SelectRead));
            Assert.AreEqual(0, pair.Server.Available);
            Assert.AreEqual(peer, pair.Server.RemoteEndPoint);
            Assert.ThrowsExactly<SocketException>(() => { pair.Server.Receive(new byte[1]); });
        }

        [TestMethod(DisplayName = "Receive waits for ReceiveTimeout, throws a SocketException, and leaves the stream usable")]
        public void ReceiveTimesOut()
        {
            using var pair = new SocketPair();
            pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, 100);
            Assert.ThrowsExactly<SocketException>(() => { pair.Server.Receive(new byte[1]); });
            pair.Client.Send(new byte[1]);
            pair.Server.ReceiveTimeout = -1;
            Assert.AreEqual(1, pair.Server.Receive(new byte[1]));
        }

        [TestMethod(DisplayName = "Send to a full buffer throws after SendTimeout and does not tell how much it sent")]
        public void SendTimesOut()
        {
            using var pair = new SocketPair();
            pair.Client.SendTimeout = 100;
            Assert.ThrowsExactly<SocketException>(() => { pair.Client.Send(new byte[20_000_000]); });
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

            var buffer = new byte[65536];
            while (sent > 0)
            {
                sent -= pair.Server.Receive(buffer);
            }

            Assert.IsTrue(pair.Client.Poll(s_patience, SelectMode.SelectWrite));
        }

        [TestMethod(DisplayName = "A listener is readable exactly when Accept would not wait")]
        public void ListenerIsReadableWhenAConnectionWaits()
        {
            using Socket listener = SocketPair.Listen();
            Assert.IsFalse(listener.Poll(0, SelectMode.SelectRead));
            using Socket client = SocketPair.CreateSocket();
            client.Connect(listener.LocalEndPoint);
            Assert.IsTrue(listener.Poll(s_patience, SelectMode.SelectRead));
            using Socket accepted = listener.Accept();
            Assert.IsFalse(listener.Poll(0, SelectMode.SelectRead));
        }
    }
}
