extern alias Desktop;

using DesktopAlgorithms = Desktop::System.Security.Cryptography;
using DesktopCertificates = Desktop::System.Security.Cryptography.X509Certificates;

namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>A certificate that may have its private key with it.</summary>
    public class X509Certificate2 : X509Certificate
    {
        public X509Certificate2()
        {
        }

        public X509Certificate2(byte[] rawData)
            : base(rawData)
        {
        }

        public X509Certificate2(string certificate)
            : base(certificate)
        {
        }

        /// <param name="rawData">PEM.</param>
        /// <param name="key">PEM.</param>
        /// <param name="password">The password of the key, or null.</param>
        /// <exception cref="ArgumentException">The one is no certificate, or the other no key, or this not its password.</exception>
        public X509Certificate2(string rawData, string key, string password)
            : this(WithTerminator(rawData), WithTerminator(key), password)
        {
        }

        public X509Certificate2(byte[] rawData, string key, string password)
            : this(rawData, WithTerminator(key), password)
        {
        }

        public X509Certificate2(byte[] rawData, byte[] key, string password)
            : base(rawData)
        {
            PrivateKey = key;
            WithKey = Join(Certificates[0], DecodeKey(key, password));
        }

        public bool HasPrivateKey => PrivateKey != null;

        public byte[] PrivateKey { get; }

        public byte[] PublicKey => RawData;

        public DateTime NotAfter => GetExpirationDate();

        public DateTime NotBefore => GetEffectiveDate();

        public byte[] RawData => GetRawCertData();

        /// <summary>The certificate with its key, as desktop .NET wants it; null without one, and when the key is of another.</summary>
        internal DesktopCertificates.X509Certificate2 WithKey { get; }

        private static DesktopAlgorithms.AsymmetricAlgorithm DecodeKey(byte[] key, string password)
        {
            foreach (DesktopAlgorithms.AsymmetricAlgorithm algorithm in new DesktopAlgorithms.AsymmetricAlgorithm[]
            {
                DesktopAlgorithms.ECDsa.Create(),
                DesktopAlgorithms.RSA.Create(),
            })
            {
                if (TryImport(algorithm, key, password))
                {
                    return algorithm;
                }

                algorithm.Dispose();
            }

            throw new ArgumentException();
        }

        private static bool TryImport(DesktopAlgorithms.AsymmetricAlgorithm algorithm, byte[] key, string password)
        {
            string pem = PemText(key);
            try
            {
                if (pem == null && password == null)
                {
                    ImportDer(algorithm, key);
                }
                else if (pem == null)
                {
                    algorithm.ImportEncryptedPkcs8PrivateKey(password, key, out _);
                }
                else if (pem.Contains("ENCRYPTED"))
                {
                    algorithm.ImportFromEncryptedPem(pem, password);
                }
                else
                {
                    algorithm.ImportFromPem(pem);
                }

                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        private static void ImportDer(DesktopAlgorithms.AsymmetricAlgorithm algorithm, byte[] key)
        {
            try
            {
                algorithm.ImportPkcs8PrivateKey(key, out _);
            }
            catch (CryptographicException) when (algorithm is DesktopAlgorithms.ECDsa)
            {
                ((DesktopAlgorithms.ECDsa)algorithm).ImportECPrivateKey(key, out _);
            }
            catch (CryptographicException) when (algorithm is DesktopAlgorithms.RSA)
            {
                ((DesktopAlgorithms.RSA)algorithm).ImportRSAPrivateKey(key, out _);
            }
        }

        private static DesktopCertificates.X509Certificate2 Join(
            DesktopCertificates.X509Certificate2 certificate, DesktopAlgorithms.AsymmetricAlgorithm key)
        {
            try
            {
                return key is DesktopAlgorithms.RSA rsa
                    ? DesktopCertificates.RSACertificateExtensions.CopyWithPrivateKey(certificate, rsa)
                    : DesktopCertificates.ECDsaCertificateExtensions.CopyWithPrivateKey(certificate, (DesktopAlgorithms.ECDsa)key);
            }
            catch (ArgumentException)
            {
                // The device finds out in the handshake, too.
                return null;
            }
        }
    }
}
