using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Testing
{
    /// <summary>Issues certificates of elliptic curves, as docs/tls.md recommends for a device.</summary>
    internal sealed class TestAuthority
    {
        private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;

        private readonly X509Certificate2 _certificate;

        /// <param name="parent">The authority above it; null for a root.</param>
        public TestAuthority(TestAuthority parent = null)
        {
            // Where two have the same name, OpenSSL takes either for the other.
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = Describe("test authority " + Guid.NewGuid(), key);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, parent != null, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            using X509Certificate2 issued = parent == null
                ? null
                : request.Create(parent._certificate, s_now.AddYears(-2), s_now.AddMonths(6), RandomNumberGenerator.GetBytes(8));
            _certificate = issued?.CopyWithPrivateKey(key) ?? request.CreateSelfSigned(s_now.AddYears(-3), s_now.AddYears(1));
            Certificate = ToPem(_certificate, key);
        }

        public TestCertificate Certificate { get; }

        /// <summary>What trusts itself.</summary>
        public static TestCertificate SelfSigned(params string[] hosts)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = Describe("self-signed", key);
            AddHosts(request, hosts);
            return ToPem(request.CreateSelfSigned(s_now.AddDays(-1), s_now.AddDays(1)), key);
        }

        /// <summary>A certificate that is valid today.</summary>
        public TestCertificate Issue(params string[] hosts)
        {
            return Issue(s_now.AddDays(1), hosts);
        }

        public TestCertificate IssueExpired(params string[] hosts)
        {
            return Issue(s_now.AddDays(-1), hosts);
        }

        private static CertificateRequest Describe(string name, ECDsa key)
        {
            return new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        }

        private static void AddHosts(CertificateRequest request, string[] hosts)
        {
            if (hosts.Length == 0)
            {
                return;
            }

            var names = new SubjectAlternativeNameBuilder();
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
        }

        private static TestCertificate ToPem(X509Certificate2 certificate, ECDsa key)
        {
            return new TestCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        }

        private TestCertificate Issue(DateTimeOffset end, string[] hosts)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = Describe("peer", key);
            AddHosts(request, hosts);
            using X509Certificate2 issued = request.Create(_certificate, s_now.AddDays(-3), end, RandomNumberGenerator.GetBytes(8));
            return ToPem(issued, key);
        }
    }
}
