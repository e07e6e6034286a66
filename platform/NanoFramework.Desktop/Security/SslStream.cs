extern alias Desktop;

using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthenticationException = Desktop::System.Security.Authentication.AuthenticationException;
using DesktopCertificates = Desktop::System.Security.Cryptography.X509Certificates;
using DesktopProtocols = System.Security.Authentication.SslProtocols;
using DesktopSecurity = Desktop::System.Net.Security;

namespace System.Net.Security
{
    /// <summary>TLS over a socket, as the firmware does it with mbedTLS: read the remarks of each member.</summary>
    /// <remarks>
    /// The handshake and everything else blocks for as long as the socket's receive timeout lets it. What was decrypted and not
    /// yet read is all that <see cref="Length"/> tells of; what was not decrypted is in the socket still. Disposing it closes the
    /// socket.
    /// </remarks>
    public class SslStream : NetworkStream
    {
        private const int MaxRecord = 16384;

        // The peer's system sends up to 64 KB in one packet over the loopback interface, and Linux counts such a packet as a whole
        // until its last byte is read. Who waits for the rest of a record with part of it unread, as a device may, would wait for
        // ever for a window that stays closed. lwIP counts the bytes.
        private const int ReceiveBuffer = 1 << 18;

        private readonly Socket _socket;
        private readonly RecordStream _records;
        private DesktopSecurity.SslStream _stream;
        private byte[] _decrypted;
        private int _position;
        private int _end;
        private bool _isDisposed;

        public SslStream(Socket socket)
            : base(socket, false)
        {
            _socket = socket;
            _socket.ReceiveBufferSize = ReceiveBuffer;
            _records = new RecordStream(socket);
        }

        public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

        /// <summary>Has the stored certificate take the place of the one that is given, if there is a stored one.</summary>
        public bool UseStoredDeviceCertificate { get; set; }

        public bool IsServer { get; private set; }

        /// <summary>The bytes that are decrypted and were not read: 0 before the first read.</summary>
        public override long Length => _isDisposed ? throw new ObjectDisposedException(null) : _end - _position;

        public override bool DataAvailable => Length > 0;

        public void AuthenticateAsClient(string targetHost, SslProtocols enabledSslProtocols)
        {
            AuthenticateAsClient(targetHost, null, null, enabledSslProtocols);
        }

        public void AuthenticateAsClient(string targetHost, X509Certificate clientCertificate, SslProtocols enabledSslProtocols)
        {
            AuthenticateAsClient(targetHost, clientCertificate, null, enabledSslProtocols);
        }

        /// <summary>Trusts what is stored, and this authority besides.</summary>
        public void AuthenticateAsClient(string targetHost, X509Certificate clientCertificate, X509Certificate ca, SslProtocols enabledSslProtocols)
        {
            DesktopSecurity.SslStreamCertificateContext own = Own(clientCertificate);
            DesktopCertificates.X509Certificate2Collection trusted =
                new DesktopCertificates.X509Certificate2Collection(CertificateManager.Stored);
            if (ca != null)
            {
                trusted.AddRange(ca.Certificates);
            }

            DesktopSecurity.SslClientAuthenticationOptions options = new DesktopSecurity.SslClientAuthenticationOptions
            {
                TargetHost = targetHost,
                EnabledSslProtocols = Versions(enabledSslProtocols),
                RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => IsTrusted(certificate, chain, errors, trusted),
                ClientCertificateContext = own,
            };
            Authenticate(stream => stream.AuthenticateAsClient(options));
        }

        /// <summary>Demands a certificate of the client unless <see cref="SslVerification"/> was changed.</summary>
        public void AuthenticateAsServer(X509Certificate serverCertificate, SslProtocols enabledSslProtocols)
        {
            IsServer = true;
            DesktopCertificates.X509Certificate2Collection trusted = CertificateManager.Stored;
            DesktopSecurity.SslServerAuthenticationOptions options = new DesktopSecurity.SslServerAuthenticationOptions
            {
                ServerCertificateContext = Own(serverCertificate),
                EnabledSslProtocols = Versions(enabledSslProtocols),
                ClientCertificateRequired = SslVerification == SslVerification.CertificateRequired,
                RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => IsTrusted(certificate, chain, errors, trusted),
            };
            Authenticate(stream => stream.AuthenticateAsServer(options));
        }

        /// <summary>Never demands a certificate: what the flag stands for is nothing to the firmware.</summary>
        public void AuthenticateAsServer(X509Certificate serverCertificate, bool clientCertificateRequired, SslProtocols enabledSslProtocols)
        {
            SslVerification = clientCertificateRequired ? SslVerification.VerifyClientOnce : SslVerification.NoVerification;
            AuthenticateAsServer(serverCertificate, enabledSslProtocols);
        }

        /// <summary>Gives what is decrypted, or takes and decrypts the next record, for which it waits.</summary>
        /// <returns>0 when the peer ended the session as it should, with close_notify.</returns>
        /// <exception cref="SocketException">The connection ended otherwise, or the receive timeout is over.</exception>
        public override int Read(Span<byte> buffer)
        {
            if (Length == 0 && buffer.Length > 0 && !Decrypt())
            {
                return 0;
            }

            int count = Math.Min(buffer.Length, _end - _position);
            _decrypted.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int size)
        {
            return Read(buffer.AsSpan(offset, size));
        }

        /// <summary>Waits until all is out.</summary>
        /// <exception cref="SocketException">It cannot get out.</exception>
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                _stream.Write(buffer);
            }
            catch (IOException e)
            {
                throw Translate(e);
            }
        }

        public override void Write(byte[] buffer, int offset, int size)
        {
            Write(buffer.AsSpan(offset, size));
        }

        /// <summary>Says close_notify unless that would have to wait, and closes the socket.</summary>
        protected override void Dispose(bool disposing)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            if (disposing)
            {
                SayGoodbye();
                _stream?.Dispose();
                _socket.Close();
            }

            base.Dispose(disposing);
        }

        private static DesktopProtocols Versions(SslProtocols protocols)
        {
            // mbedTLS speaks 1.2 where 1.1 is asked for, and 1.3 alone where nothing is.
            bool has13 = protocols == SslProtocols.None || (protocols & SslProtocols.Tls13) != 0;
            bool has12 = (protocols & ~SslProtocols.Tls13) != 0;
            return (has13 ? DesktopProtocols.Tls13 : 0) | (has12 ? DesktopProtocols.Tls12 : 0);
        }

        /// <summary>The own certificate with its key and what else is in its PEM: the authorities between it and the root.</summary>
        private DesktopSecurity.SslStreamCertificateContext Own(X509Certificate given)
        {
            X509Certificate2 own = given as X509Certificate2;
            if (UseStoredDeviceCertificate && CertificateManager.DeviceCertificate != null)
            {
                own = CertificateManager.DeviceCertificate;
            }

            if (own != null && own.HasPrivateKey && own.WithKey == null)
            {
                throw new CryptographicException("the key is not that of the certificate");
            }

            return own?.WithKey == null
                ? null
                : DesktopSecurity.SslStreamCertificateContext.Create(own.WithKey, own.Certificates, true);
        }

        private bool IsTrusted(
            DesktopCertificates.X509Certificate certificate,
            DesktopCertificates.X509Chain presented,
            SslPolicyErrors errors,
            DesktopCertificates.X509Certificate2Collection trusted)
        {
            if (SslVerification != SslVerification.CertificateRequired)
            {
                return true;
            }

            // Whom this machine trusts is nothing to a device.
            if (certificate == null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            {
                return false;
            }

            using DesktopCertificates.X509Chain chain = new DesktopCertificates.X509Chain();
            chain.ChainPolicy.TrustMode = DesktopCertificates.X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = DesktopCertificates.X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
            chain.ChainPolicy.ExtraStore.AddRange(trusted);
            chain.Build(new DesktopCertificates.X509Certificate2(certificate));
            return LeadsTo(trusted, chain);
        }

        /// <summary>Goes up the chain as mbedTLS does: it ends at the first that is trusted, a root or not, and what is above does not count.</summary>
        private static bool LeadsTo(DesktopCertificates.X509Certificate2Collection trusted, DesktopCertificates.X509Chain chain)
        {
            const DesktopCertificates.X509ChainStatusFlags NoRoot =
                DesktopCertificates.X509ChainStatusFlags.UntrustedRoot | DesktopCertificates.X509ChainStatusFlags.PartialChain;
            bool isFirst = true;
            foreach (DesktopCertificates.X509ChainElement element in chain.ChainElements)
            {
                foreach (DesktopCertificates.X509ChainStatus status in element.ChainElementStatus)
                {
                    if ((status.Status & ~NoRoot) != 0)
                    {
                        return false;
                    }
                }

                // The peer's own is trusted by itself only if nobody else issued it.
                bool canBeTrusted = !isFirst || element.Certificate.IssuerName.RawData.AsSpan().SequenceEqual(element.Certificate.SubjectName.RawData);
                if (canBeTrusted && trusted.Contains(element.Certificate))
                {
                    return true;
                }

                isFirst = false;
            }

            return false;
        }

        private void Authenticate(Action<DesktopSecurity.SslStream> handshake)
        {
            if (_stream != null)
            {
                throw new InvalidOperationException();
            }

            _stream = new DesktopSecurity.SslStream(_records, true);
            try
            {
                handshake(_stream);
            }
            catch (Exception e) when (e is AuthenticationException || e is IOException || e is ObjectDisposedException
                || e is NotSupportedException || e is InvalidOperationException)
            {
                // One exception for everything that can go wrong, a connection that ends included; and the firmware has closed
                // the socket by now.
                _stream.Dispose();
                _stream = null;
                _socket.Close();
                throw new CryptographicException(e.Message, e);
            }
        }

        /// <returns>False at the end of the session.</returns>
        private bool Decrypt()
        {
            _decrypted ??= new byte[MaxRecord];
            _position = 0;
            _end = 0;
            try
            {
                _end = _stream.Read(_decrypted, 0, MaxRecord);
            }
            catch (IOException e)
            {
                throw Translate(e);
            }

            if (_end == 0 && _records.HasEnded)
            {
                throw new DeviceSocketException(SocketError.ConnectionReset);
            }

            return _end > 0;
        }

        private static SocketException Translate(IOException e)
        {
            SocketException cause = e.InnerException as SocketException;
            bool isTimeout = cause != null
                && (cause.SocketErrorCode == SocketError.TimedOut || cause.SocketErrorCode == SocketError.WouldBlock);
            return new DeviceSocketException(isTimeout ? SocketError.TimedOut : SocketError.ConnectionReset);
        }

        private void SayGoodbye()
        {
            try
            {
                if (_stream != null && _socket.Poll(0, SelectMode.SelectWrite))
                {
                    _stream.ShutdownAsync().GetAwaiter().GetResult();
                }
            }
            catch (Exception e) when (e is IOException || e is SocketException || e is InvalidOperationException)
            {
                // The connection is over already.
            }
        }
    }
}
