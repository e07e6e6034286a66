extern alias Device;

using System.Security.Cryptography.X509Certificates;
using DeviceCertificate = Device::System.Security.Cryptography.X509Certificates.X509Certificate;
using DeviceCertificate2 = Device::System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace EdgeWs.Testing
{
    /// <summary>A certificate with its key, in the forms that the parties of a test want.</summary>
    internal sealed class TestCertificate : IDisposable
    {
        private readonly object _lock = new object();
        private DirectoryInfo _folder;

        public TestCertificate(string pem, string keyPem)
        {
            Pem = pem;
            KeyPem = keyPem;
        }

        public string Pem { get; }

        public string KeyPem { get; }

        /// <summary>Of nanoFramework, with the key.</summary>
        public DeviceCertificate2 Own => new DeviceCertificate2(Pem, KeyPem, null);

        /// <summary>Of nanoFramework, without the key: to be trusted.</summary>
        public DeviceCertificate Trusted => new DeviceCertificate(Pem);

        /// <summary>Of desktop .NET, with the key.</summary>
        public X509Certificate2 OfDesktop => X509Certificate2.CreateFromPem(Pem, KeyPem);

        /// <summary>A file that holds the certificate, for as long as this lives.</summary>
        public string File => Write("certificate.pem", Pem);

        public string KeyFile => Write("key.pem", KeyPem);

        public void Dispose()
        {
            _folder?.Delete(true);
        }

        private string Write(string name, string content)
        {
            // Tests that run side by side ask for the files of one authority.
            lock (_lock)
            {
                _folder ??= Directory.CreateTempSubdirectory("edgews-tls-");
                string path = Path.Combine(_folder.FullName, name);
                if (!System.IO.File.Exists(path))
                {
                    System.IO.File.WriteAllText(path, content);
                }

                return path;
            }
        }
    }
}
