using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace EdgeWs.Cli
{
    /// <summary>Whom to connect to, and how.</summary>
    internal sealed class ConnectionSettings
    {
        internal Uri Url { get; init; }

        /// <summary>Header fields of the request besides those of the handshake itself; the origin is among them.</summary>
        internal WebHeaderCollection Headers { get; init; }

        internal string[] Subprotocols { get; init; }

        /// <summary>The proxy to ask for a way (CONNECT), with its credentials; null for none.</summary>
        internal WebProxy Proxy { get; init; }

        /// <summary>Whether any certificate will do.</summary>
        internal bool IsInsecure { get; init; }

        /// <summary>Whom to trust instead of the system's authorities; null for those.</summary>
        internal X509Certificate2Collection Authorities { get; init; }

        /// <summary>With its key; null for none.</summary>
        internal X509Certificate2 ClientCertificate { get; init; }

        /// <summary>The time for each wait: connection with handshake, answer, pong, closing handshake.</summary>
        internal TimeSpan Timeout { get; init; }
    }
}
