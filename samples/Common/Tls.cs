using System.Security.Cryptography.X509Certificates;
using EdgeWs.Nano;

namespace EdgeWs.Samples
{
    /// <summary>The TLS options that <see cref="Settings"/> ask for.</summary>
    internal static class Tls
    {
        /// <summary>For the server: null for ws.</summary>
        internal static WsTlsOptions ForServer()
        {
            return Settings.ServerCertificate.Length == 0
                ? null
                : new WsTlsOptions { Certificate = new X509Certificate2(Settings.ServerCertificate, Settings.ServerKey, null) };
        }

        /// <summary>For the client: null for ws.</summary>
        internal static WsTlsOptions ForClient(string url)
        {
            if (!url.StartsWith("wss:"))
            {
                return null;
            }

            return new WsTlsOptions
            {
                AcceptAnyServer = Settings.AcceptAnyServer,
                CaCertificate = Settings.CaCertificate.Length == 0 ? null : new X509Certificate(Settings.CaCertificate),
            };
        }
    }
}
