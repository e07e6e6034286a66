namespace System.Net.Security
{
    /// <summary>The firmware knows two of these: <see cref="CertificateRequired"/>, and all others, which ask for nothing.</summary>
    public enum SslVerification
    {
        NoVerification = 1,
        VerifyPeer = 2,
        CertificateRequired = 4,
        VerifyClientOnce = 8,
    }
}
