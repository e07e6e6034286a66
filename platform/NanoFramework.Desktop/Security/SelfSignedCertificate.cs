extern alias Desktop;

using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using DesktopAlgorithms = Desktop::System.Security.Cryptography;
using DesktopCertificates = Desktop::System.Security.Cryptography.X509Certificates;

namespace nanoFramework.Security
{
    /// <summary>Makes a certificate to try things out with, which a device cannot.</summary>
    public static class SelfSignedCertificate
    {
        /// <param name="hosts">The names and addresses under which the server is reached.</param>
        public static X509Certificate2 Create(params string[] hosts)
        {
            using DesktopAlgorithms.ECDsa key = DesktopAlgorithms.ECDsa.Create(DesktopAlgorithms.ECCurve.NamedCurves.nistP256);
            var request = new DesktopCertificates.CertificateRequest("CN=" + hosts[0], key, DesktopAlgorithms.HashAlgorithmName.SHA256);
            var names = new DesktopCertificates.SubjectAlternativeNameBuilder();
            foreach (string host in hosts)
            {
                if (IPAddress.TryParse(host, out IPAddress address))
                {
                    names.AddIpAddress(address);
                }
                else
                {
                    names.AddDnsName(host);
                }
            }

            request.CertificateExtensions.Add(names.Build());
            DateTimeOffset now = DateTimeOffset.UtcNow;
            using DesktopCertificates.X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
            return new X509Certificate2(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), null);
        }
    }
}
