extern alias Desktop;

using System;
using System.Security.Cryptography.X509Certificates;
using DesktopCertificates = Desktop::System.Security.Cryptography.X509Certificates;

namespace System.Net.Security
{
    /// <summary>The certificates that a device has in its store; here the store lasts as long as the process.</summary>
    public static class CertificateManager
    {
        private static volatile DesktopCertificates.X509Certificate2Collection s_stored =
            new DesktopCertificates.X509Certificate2Collection();

        private static volatile X509Certificate2 s_deviceCertificate;

        internal static DesktopCertificates.X509Certificate2Collection Stored => s_stored;

        internal static X509Certificate2 DeviceCertificate => s_deviceCertificate;

        /// <summary>Puts these authorities into the place of those that are stored.</summary>
        public static bool AddCaCertificateBundle(X509Certificate[] ca)
        {
            DesktopCertificates.X509Certificate2Collection all = new DesktopCertificates.X509Certificate2Collection();
            foreach (X509Certificate certificate in ca)
            {
                all.AddRange(certificate.Certificates);
            }

            s_stored = all;
            return true;
        }

        /// <summary>Puts these authorities into the place of those that are stored; empties the store when there are none.</summary>
        public static bool AddCaCertificateBundle(string ca)
        {
            return AddCaCertificateBundle(ca.Length == 0
                ? Array.Empty<X509Certificate>()
                : new X509Certificate[] { new X509Certificate(ca) });
        }

        public static bool AddCaCertificateBundle(byte[] ca)
        {
            return AddCaCertificateBundle(new X509Certificate[] { new X509Certificate(ca) });
        }

        /// <summary>Does what nanoff does for a device: stores the certificate that <see cref="SslStream.UseStoredDeviceCertificate"/> means.</summary>
        public static void StoreDeviceCertificate(X509Certificate2 certificate)
        {
            s_deviceCertificate = certificate;
        }
    }
}
