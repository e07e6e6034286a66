using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Nano
{
    /// <summary>TLS for a server or a client. See docs/tls.md for certificates, memory, and what the platform cannot do.</summary>
    /// <remarks>
    /// The members are checked when a server or client is created; do not change them after that. One object may serve any
    /// number of them. A client needs none for a server whose authority is stored on the device.
    /// </remarks>
    public sealed class WsTlsOptions
    {
        private X509Certificate2 _certificate;
        private string _targetHost;
        private SslProtocols _sslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        private int _handshakeTimeout = 5000;
        private int _maxSessions = 2;
        private bool _useStoredCertificate;
        private X509Certificate _caCertificate;
        private bool _acceptAnyServer;
        private bool _requireClientCertificate;

        /// <summary>The own certificate with its private key. A server needs this or the stored one; a client shows it to a server that asks.</summary>
        /// <exception cref="ArgumentException">It has no private key.</exception>
        public X509Certificate2 Certificate
        {
            get => _certificate;
            set
            {
                Check.Argument(value == null || value.HasPrivateKey);
                _certificate = value;
            }
        }

        /// <summary>Whether to use the certificate that is stored on the device, with its key. If none is stored, every handshake of a server fails.</summary>
        public bool UseStoredCertificate
        {
            get => _useStoredCertificate;
            set => _useStoredCertificate = value;
        }

        /// <summary>Client only: an authority to trust besides those stored on the device; or the server's own certificate, where that is self-signed.</summary>
        /// <remarks>With nothing stored on the device this pins the server: any other certificate fails with <see cref="WsErrorKind.TlsFailed"/>.</remarks>
        public X509Certificate CaCertificate
        {
            get => _caCertificate;
            set => _caCertificate = value;
        }

        /// <summary>Client only: whether to accept any server. This protects only from eavesdroppers that do not interfere.</summary>
        public bool AcceptAnyServer
        {
            get => _acceptAnyServer;
            set => _acceptAnyServer = value;
        }

        /// <summary>Server only: whether a client must show a certificate of an authority that is stored on the device.</summary>
        public bool RequireClientCertificate
        {
            get => _requireClientCertificate;
            set => _requireClientCertificate = value;
        }

        /// <summary>Client only: the name that the server's certificate must have, which is also sent to the server (SNI); null for the host of <see cref="WsClientOptions.Domain"/>, or else of the URL.</summary>
        /// <exception cref="ArgumentException">It is not a host name or address.</exception>
        public string TargetHost
        {
            get => _targetHost;
            set
            {
                Check.Argument(value == null || WsUrl.Parse("wss://" + value).Host == value);
                _targetHost = value;
            }
        }

        /// <summary>The versions to offer or take: TLS 1.2, TLS 1.3, or both as by default.</summary>
        /// <exception cref="ArgumentException">It contains neither of these, or another version.</exception>
        public SslProtocols SslProtocols
        {
            get => _sslProtocols;
            set
            {
                Check.Argument(value != 0 && (value & ~(SslProtocols.Tls12 | SslProtocols.Tls13)) == 0);
                _sslProtocols = value;
            }
        }

        /// <summary>Milliseconds for a client's hello to arrive, and then for each wait of the handshake, 5,000 by default.</summary>
        /// <remarks>The handshake holds the device. If the platform ignores the time, it does so until the peer continues or is gone.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int HandshakeTimeout
        {
            get => _handshakeTimeout;
            set => _handshakeTimeout = Check.Time(value, 1);
        }

        /// <summary>Server only: the most sessions at a time, 2 by default, because each takes 21 to 34 KB. More clients are refused with an alert, before any memory is taken, unless a slow handshake makes way as <see cref="WsServerOptions.MaxHandshakes"/> says.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxSessions
        {
            get => _maxSessions;
            set => _maxSessions = Check.AtLeast(1, value);
        }

        /// <exception cref="ArgumentException">Two members contradict each other, one is for the other side, or a server has no certificate.</exception>
        internal void CheckFor(bool isServer)
        {
            Check.Argument(_certificate == null || !UseStoredCertificate);
            Check.Argument(isServer
                ? (_certificate != null || UseStoredCertificate) && CaCertificate == null && !AcceptAnyServer && _targetHost == null
                : !RequireClientCertificate && (CaCertificate == null || !AcceptAnyServer));
        }
    }
}
