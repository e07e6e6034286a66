using System.Net.Security;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>The TLS handshake, which the platform can only do as a whole and with every thread of the device standing still.</summary>
    internal static class TlsHandshake
    {
        /// <summary>Makes a session of a connection. Throws what the platform throws, with everything closed.</summary>
        /// <param name="socket">Connected; it belongs to the session from now on.</param>
        /// <param name="tls">Checked.</param>
        /// <param name="host">Whom a client expects; null for a server.</param>
        /// <param name="sessions">Where a server counted the session already; null for a client.</param>
        internal static TlsTransport Run(Socket socket, WsTlsOptions tls, string host, TlsSessions sessions)
        {
            SslStream stream = null;
            try
            {
                // This throws when the peer is gone already.
                stream = new SslStream(socket);
                stream.UseStoredDeviceCertificate = tls.UseStoredCertificate;
                Limit(socket, tls.HandshakeTimeout);
                if (host != null)
                {
                    if (tls.AcceptAnyServer)
                    {
                        stream.SslVerification = SslVerification.NoVerification;
                    }

                    stream.AuthenticateAsClient(host, tls.Certificate, tls.CaCertificate, tls.SslProtocols);
                }
                else if (tls.RequireClientCertificate)
                {
                    // The form with a flag for this sets a verification mode with which the firmware asks for no certificate.
                    stream.AuthenticateAsServer(tls.Certificate, tls.SslProtocols);
                }
                else
                {
                    stream.AuthenticateAsServer(tls.Certificate, false, tls.SslProtocols);
                }

                return new TlsTransport(stream, socket, sessions);
            }
            catch
            {
                // Now: the firmware has closed the socket itself, and the number of it may soon be another's.
                stream?.Close();
                socket.Close();
                throw;
            }
        }

        private static void Limit(Socket socket, int milliseconds)
        {
            TlsTransport.SetReceiveTimeout(socket, milliseconds);
            // mbedTLS may wait in a select, which does not heed that time. A peer that is gone altogether, a phone that left the
            // Wi-Fi, is found by keep-alive; the options are lwIP's TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT.
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)3, 1 + milliseconds / 1000);
                socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)4, 1);
                socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)5, 3);
            }
            catch (SocketException)
            {
                // Not supported here.
            }
        }
    }
}
