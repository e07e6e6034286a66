extern alias Device;

using System.Net.Sockets;
using DesktopSslStream = System.Net.Security.SslStream;
using DeviceSslStream = Device::System.Net.Security.SslStream;
using SslProtocols = Device::System.Net.Security.SslProtocols;

namespace EdgeWs.Desktop.Tests.Platform
{
    /// <summary>NanoFramework.Desktop's SslStream waits, fails and closes as a device's.</summary>
    [TestClass]
    public class SslStreamContractTests
    {
        private static readonly TestCertificate s_certificate = TestAuthority.SelfSigned("localhost");

        private SocketPair _pair;
        private DesktopSslStream _peer;
        private DeviceSslStream _stream;

        [TestInitialize]
        public void Connect()
        {
            _pair = new SocketPair();
            _pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, Patience.Milliseconds);
            _stream = new DeviceSslStream(_pair.Server);
            _peer = new DesktopSslStream(new NetworkStream(_pair.Client), false, (sender, certificate, chain, errors) => true);
            Task peer = Task.Run(() => _peer.AuthenticateAsClient("localhost"));
            _stream.AuthenticateAsServer(s_certificate.Own, false, SslProtocols.Tls12);
            Assert.IsTrue(peer.Wait(Patience.Limit));
        }

        [TestCleanup]
        public void Disconnect()
        {
            _stream.Close();
            _peer.Dispose();
            _pair.Dispose();
        }

        [TestMethod]
        public void TellsOfWhatIsDecryptedOnly()
        {
            _peer.Write(new byte[100]);
            _peer.Write(new byte[7]);
            WaitFor(107);
            Assert.AreEqual(0, _stream.Length);
            Assert.IsFalse(_stream.DataAvailable);

            Assert.AreEqual(10, _stream.Read(new byte[10], 0, 10));
            Assert.AreEqual(90, _stream.Length);
            Assert.IsGreaterThan(7, _pair.Server.Available, "the second record stays in the socket");

            Assert.AreEqual(90, _stream.Read(new byte[200], 0, 200));
            Assert.IsFalse(_stream.DataAvailable);
            Assert.AreEqual(7, _stream.Read(new byte[200], 0, 200));
            Assert.AreEqual(0, _pair.Server.Available);
        }

        [TestMethod]
        public void ReadWaitsForAsLongAsTheSocketLets()
        {
            _pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, 50);
            var timeout = Assert.Throws<SocketException>(() => _stream.Read(new byte[10], 0, 10));
            Assert.AreEqual(10060, timeout.ErrorCode);

            // Nothing is lost by it.
            _peer.Write(new byte[3]);
            WaitFor(3);
            Assert.AreEqual(3, _stream.Read(new byte[10], 0, 10));
        }

        [TestMethod]
        public void GoodbyeIsTheEnd()
        {
            _peer.ShutdownAsync().Wait(Patience.Token);
            Assert.AreEqual(0, _stream.Read(new byte[10], 0, 10));
        }

        [TestMethod]
        public void EndWithoutGoodbyeIsAnException()
        {
            _pair.Client.Shutdown(SocketShutdown.Send);
            Assert.Throws<SocketException>(() => _stream.Read(new byte[10], 0, 10));
        }

        [TestMethod]
        public void ClosingSaysGoodbyeAndClosesTheSocket()
        {
            _stream.Close();
            _stream.Close();
            Assert.AreEqual(0, _peer.Read(new byte[10], 0, 10));
            Assert.ThrowsExactly<ObjectDisposedException>(() => _pair.Server.Available);
            Assert.ThrowsExactly<ObjectDisposedException>(() => _stream.Length);
            Assert.ThrowsExactly<ObjectDisposedException>(() => _stream.Read(new byte[1], 0, 1));
            Assert.ThrowsExactly<ObjectDisposedException>(() => _stream.Write(new byte[1], 0, 1));
        }

        [TestMethod]
        public void HandshakeIsBoundedByTheReceiveTimeout()
        {
            using var pair = new SocketPair();
            pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, 50);
            using var stream = new DeviceSslStream(pair.Server);
            Assert.Throws<System.Security.Cryptography.CryptographicException>(
                () => stream.AuthenticateAsServer(s_certificate.Own, false, SslProtocols.Tls12));
            Assert.ThrowsExactly<ObjectDisposedException>(() => pair.Server.Available, "the firmware closes the socket, too");
        }

        private void WaitFor(int bytes)
        {
            Patience.Until(() => _pair.Server.Available > bytes + (bytes > 10 ? 50 : 20), "the records");
        }
    }
}
