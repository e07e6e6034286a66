using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Cli
{
    /// <summary>Reads certificates from PEM files.</summary>
    internal static class Certificates
    {
        /// <summary>Reads one or more certificates.</summary>
        /// <exception cref="CliException">There is none.</exception>
        internal static X509Certificate2Collection ReadAuthorities(string file)
        {
            X509Certificate2Collection certificates = new X509Certificate2Collection();
            Read(file, () => certificates.ImportFromPemFile(file));
            return certificates.Count > 0 ? certificates : throw new CliException(ExitCode.Usage, $"{file} contains no certificate.");
        }

        /// <summary>Reads a certificate with its key.</summary>
        /// <exception cref="CliException">There is none, or they do not belong together.</exception>
        internal static X509Certificate2 ReadWithKey(string file, string keyFile)
        {
            X509Certificate2 certificate = null;
            Read(keyFile == file ? file : file + ", " + keyFile, () =>
            {
                using X509Certificate2 read = X509Certificate2.CreateFromPemFile(file, keyFile);

                // Windows takes no key for TLS that was never part of a PKCS #12 file.
                certificate = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
            });
            return certificate;
        }

        private static void Read(string files, Action read)
        {
            try
            {
                read();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCode.Usage, e.Message);
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                throw new CliException(ExitCode.Usage, files + ": " + e.Message);
            }
        }
    }
}
