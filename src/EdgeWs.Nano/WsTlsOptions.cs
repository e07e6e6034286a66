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
        /// <summary>The own certificate with its private key. A server needs this or the stored one; a client shows it to a server that asks.</summary>
        public X509Certificate2 Certificate;

        /// <summary>Whether to use the certificate that is stored on the device, with its key. If none is stored, every handshake of a server fails.</summary>
        public bool UseStoredCertificate;

        /// <summary>Client only: an authority to trust besides those stored on the device; or the server's own certificate, where that is self-signed.</summary>
        /// <remarks>With nothing stored on the device this pins the server: any other certificate fails with <c>WsErrorKind.TlsFailed</c>.</remarks>
        public X509Certificate CaCertificate;

        /// <summary>Client only: whether to accept any server. This protects only from eavesdroppers that do not interfere.</summary>
        public bool AcceptAnyServer;

        /// <summary>Server only: whether a client must show a certificate of an authority that is stored on the device.</summary>
        public bool RequireClientCertificate;

        /// <summary>Client only: the name that the server's certificate must have, which is also sent to the server (SNI); null for the host of <c>WsClientOptions.Domain</c>, or else of the URL.</summary>
        public string TargetHost;

        /// <summary>The versions to offer or take: TLS 1.2, TLS 1.3, or both as by default.</summary>
        public SslProtocols SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;

        /// <summary>Milliseconds for a client's hello to arrive, and then for each wait of the handshake, 5,000 by default. At least 1, at most a week.</summary>
        /// <remarks>The handshake holds the device. If the platform ignores the time, it does so until the peer continues or is gone.</remarks>
        public int HandshakeTimeout = 5000;

        /// <summary>Server only: the most sessions at a time, 2 by default, because each takes 21 to 34 KB. More clients are refused with an alert, before any memory is taken, unless a slow handshake makes way as <c>WsServerOptions.MaxHandshakes</c> says. At least 1.</summary>
        public int MaxSessions = 2;

        /// <exception cref="ArgumentException">A member is not valid, two contradict each other, one is for the other side, or a server has no certificate.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
        internal void CheckFor(bool isServer)
        {
            Check.Time(HandshakeTimeout, 1);
            Check.AtLeast(1, MaxSessions);
            Check.Argument(Certificate == null || Certificate.HasPrivateKey, Words.PrivateKey);
            Check.Argument(SslProtocols != 0 && (SslProtocols & ~(SslProtocols.Tls12 | SslProtocols.Tls13)) == 0, Words.SslProtocols);
            Check.Argument(Certificate == null || !UseStoredCertificate, Words.TwoCertificates);
            if (isServer)
            {
                bool hasCertificate = Certificate != null || UseStoredCertificate;
                Check.Argument(hasCertificate && CaCertificate == null && !AcceptAnyServer && TargetHost == null, Words.TlsOfServer);
            }
            else
            {
                Check.Argument(!RequireClientCertificate && (CaCertificate == null || !AcceptAnyServer), Words.TlsOfClient);
            }
        }
    }
}
