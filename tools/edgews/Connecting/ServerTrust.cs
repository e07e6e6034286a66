using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Cli
{
    /// <summary>Decides whether the server's certificate is trusted, and remembers why not.</summary>
    internal sealed class ServerTrust
    {
        private readonly ConnectionSettings _settings;

        internal ServerTrust(ConnectionSettings settings)
        {
            _settings = settings;
        }

        /// <summary>Why the last certificate was not trusted; null when it was.</summary>
        internal string Problem { get; private set; }

        internal SslClientAuthenticationOptions CreateOptions()
        {
            SslClientAuthenticationOptions options = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = Validate,
            };
            if (_settings.ClientCertificate != null)
            {
                options.ClientCertificateContext = SslStreamCertificateContext.Create(_settings.ClientCertificate, null, offline: true);
            }

            if (_settings.Authorities != null)
            {
                options.CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                };
                options.CertificateChainPolicy.CustomTrustStore.AddRange(_settings.Authorities);
            }

            return options;
        }

        private bool Validate(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
        {
            bool isTrusted = errors == SslPolicyErrors.None || _settings.IsInsecure
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && LeadsToAuthority(chain));
            Problem = isTrusted ? null : Explain((X509Certificate2)certificate, chain, errors);
            return isTrusted;
        }

        /// <summary>Whether only the root is missing, because it is an authority below it that is to be trusted, as for a device.</summary>
        private bool LeadsToAuthority(X509Chain chain)
        {
            return _settings.Authorities != null
                && chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot)
                && chain.ChainElements.Skip(1).Any(element => _settings.Authorities.Contains(element.Certificate));
        }

        private string Explain(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
        {
            List<string> problems = new List<string>();
            if (certificate == null)
            {
                problems.Add("the server sent none");
            }

            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            {
                problems.AddRange(chain.ChainStatus.Select(status => Explain(certificate, status)).Distinct());
            }

            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            {
                problems.Add($"it is for {NamesOf(certificate)}, not for {_settings.Url.IdnHost}");
            }

            return string.Join("; ", problems);
        }

        private static string Explain(X509Certificate2 certificate, X509ChainStatus status)
        {
            return status.Status switch
            {
                X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain =>
                    certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                        ? "it is self-signed"
                        : $"its issuer is unknown: {certificate.Issuer}",
                X509ChainStatusFlags.NotTimeValid => FormattableString.Invariant(
                    $"it is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}"),
                _ => status.StatusInformation.Trim(),
            };
        }

        private static string NamesOf(X509Certificate2 certificate)
        {
            IEnumerable<string> all = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
            string list = string.Join(", ", all);
            return list.Length > 0 ? list : certificate.Subject;
        }
    }
}
