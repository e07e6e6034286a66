extern alias Desktop;

using System.Text;
using DesktopCertificates = Desktop::System.Security.Cryptography.X509Certificates;

namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>A certificate, or several in PEM, without a key.</summary>
    public class X509Certificate
    {
        private readonly byte[] _certificate;

        public X509Certificate()
        {
        }

        /// <param name="certificate">DER, or PEM with a terminating zero.</param>
        /// <exception cref="ArgumentException">It is no certificate.</exception>
        public X509Certificate(byte[] certificate)
        {
            _certificate = certificate;
            Certificates = Parse(certificate);
        }

        /// <param name="certificate">PEM.</param>
        /// <exception cref="ArgumentException">It is no certificate.</exception>
        public X509Certificate(string certificate)
            : this(WithTerminator(certificate))
        {
        }

        public virtual string Issuer => Certificates[0].Issuer;

        public virtual string Subject => Certificates[0].Subject;

        /// <summary>What desktop .NET made of it.</summary>
        internal DesktopCertificates.X509Certificate2Collection Certificates { get; }

        public virtual DateTime GetEffectiveDate()
        {
            return Certificates[0].NotBefore.ToUniversalTime();
        }

        public virtual DateTime GetExpirationDate()
        {
            return Certificates[0].NotAfter.ToUniversalTime();
        }

        public virtual byte[] GetRawCertData()
        {
            return _certificate;
        }

        /// <summary>mbedTLS takes PEM only with the zero that ends a C string.</summary>
        internal static byte[] WithTerminator(string text)
        {
            return Encoding.UTF8.GetBytes(text + "\0");
        }

        /// <summary>The text of PEM, or null for DER.</summary>
        internal static string PemText(byte[] data)
        {
            bool isText = data.Length > 0 && data[data.Length - 1] == 0;
            return isText ? Encoding.UTF8.GetString(data, 0, data.Length - 1) : null;
        }

        internal static DesktopCertificates.X509Certificate2Collection Parse(byte[] data)
        {
            DesktopCertificates.X509Certificate2Collection found = new DesktopCertificates.X509Certificate2Collection();
            try
            {
                string pem = PemText(data);
                if (pem == null)
                {
                    found.Add(DesktopCertificates.X509CertificateLoader.LoadCertificate(data));
                }
                else
                {
                    found.ImportFromPem(pem);
                }
            }
            catch (CryptographicException)
            {
                throw new ArgumentException();
            }

            return found.Count > 0 ? found : throw new ArgumentException();
        }
    }
}
