using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Cli.Tests
{
    /// <summary>Certificates made for a test, and their PEM files, which go with it.</summary>
    internal sealed class TestCertificates : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgews");

        /// <summary>An authority of its own.</summary>
        public X509Certificate2 Authority { get; } = Create("CN=Authority " + Guid.NewGuid(), DateTimeOffset.UtcNow.AddYears(1), null, null);

        /// <summary>Makes a self-signed certificate for a server.</summary>
        public static X509Certificate2 SelfSigned(string host, DateTimeOffset? end = null)
        {
            return Create("CN=board", end ?? DateTimeOffset.UtcNow.AddMonths(1), host, null);
        }

        /// <summary>Makes a certificate that the authority signed.</summary>
        public X509Certificate2 Signed(string name, string host)
        {
            return Create("CN=" + name, DateTimeOffset.UtcNow.AddMonths(1), host, Authority);
        }

        /// <summary>Writes a certificate and returns the file.</summary>
        public string WriteCertificate(X509Certificate2 certificate)
        {
            return Write(certificate.ExportCertificatePem());
        }

        /// <summary>Writes a certificate's key and returns the file.</summary>
        public string WriteKey(X509Certificate2 certificate)
        {
            return Write(certificate.GetECDsaPrivateKey().ExportPkcs8PrivateKeyPem());
        }

        public string Write(string text)
        {
            string file = Path.Combine(_folder.FullName, Guid.NewGuid() + ".pem");
            File.WriteAllText(file, text + "\n");
            return file;
        }

        public void Dispose()
        {
            _folder.Delete(true);
        }

        private static X509Certificate2 Create(string subject, DateTimeOffset end, string host, X509Certificate2 issuer)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(host == null, false, 0, true));
            if (host != null)
            {
                var names = new SubjectAlternativeNameBuilder();
                if (IPAddress.TryParse(host, out IPAddress address))
                {
                    names.AddIpAddress(address);
                }
                else
                {
                    names.AddDnsName(host);
                }

                request.CertificateExtensions.Add(names.Build());
            }

            DateTimeOffset start = DateTimeOffset.UtcNow.AddDays(-10);
            using X509Certificate2 certificate = issuer == null
                ? request.CreateSelfSigned(start, end)
                : WithKey(request.Create(issuer, start, end, Guid.NewGuid().ToByteArray()), key);

            // Windows takes no key for TLS that was never part of a PKCS #12 file.
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        }

        private static X509Certificate2 WithKey(X509Certificate2 certificate, ECDsa key)
        {
            using (certificate)
            {
                return certificate.CopyWithPrivateKey(key);
            }
        }
    }
}
