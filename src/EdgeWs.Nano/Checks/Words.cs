namespace EdgeWs.Nano
{
    /// <summary>What exceptions say of a caller's mistake: sentences on the desktop; null on the device, where text costs flash.</summary>
    internal static class Words
    {
        internal const string UrlCharacters = IsDesktop ? "A URL has visible characters of ASCII only, and no fragment (#)." : null;
        internal const string UrlScheme = IsDesktop ? "The URL must begin with ws:// or wss://, and a host must follow." : null;
        internal const string UrlHost = IsDesktop ? "The URL has no host, or one with characters that no host has." : null;
        internal const string UrlPort = IsDesktop ? "The port of the URL must be a number from 1 to 65535. A name and a password are not for a URL: see SetCredentials." : null;
        internal const string OtherScheme = IsDesktop ? "The new URL must keep the scheme: ws or wss." : null;
        internal const string HostOnly = IsDesktop ? "This is a host, with or without a port: it has no scheme, no path and no query." : null;
        internal const string Path = IsDesktop ? "A path begins with a slash and has visible characters of ASCII only, and no fragment; a server's has no query either." : null;
        internal const string Field = IsDesktop ? "A header field is a name, a colon and a value, without control characters." : null;
        internal const string OwnField = IsDesktop ? "The library makes this header field itself." : null;
        internal const string Subprotocols = IsDesktop ? "Subprotocols are tokens (RFC 6455 section 4.1), and none is there twice." : null;
        internal const string NotOffered = IsDesktop ? "The client did not offer this subprotocol." : null;
        internal const string Credentials = IsDesktop ? "For Basic authentication a name has no colon." : null;
        internal const string CloseCode = IsDesktop ? "A close frame may have a code from 1000 to 1003, 1007 to 1011 or 3000 to 4999." : null;

        internal const string PrivateKey = IsDesktop ? "The certificate has no private key." : null;
        internal const string SslProtocols = IsDesktop ? "SslProtocols must be TLS 1.2, TLS 1.3 or both." : null;
        internal const string TwoCertificates = IsDesktop ? "Certificate and UseStoredCertificate cannot both be set." : null;
        internal const string TlsOfServer = IsDesktop ? "A TLS server needs Certificate or UseStoredCertificate; CaCertificate, AcceptAnyServer and TargetHost are for clients." : null;
        internal const string TlsOfClient = IsDesktop ? "RequireClientCertificate is for servers, and AcceptAnyServer makes no sense with a CaCertificate." : null;
        internal const string TlsWithoutUse = IsDesktop ? "The URL is without TLS, and so TLS options are of no use: begin it with wss://." : null;
        internal const string TargetHost = IsDesktop ? "TargetHost is the name of a host, without a port." : null;

        internal const string NoEndPoint = IsDesktop ? "The server has no end point to listen on: pass one to Create, or hand requests to it with HttpHost.Add or TryUpgrade." : null;
        internal const string InHandler = IsDesktop ? "Poll and Run cannot be called inside a handler." : null;
        internal const string OtherThread = IsDesktop ? "Another thread polls. Call from there only, or pass what is to be done to Post." : null;
        internal const string MessageOver = IsDesktop ? "The handler of this message has returned. Copy what you keep with GetString or ToArray." : null;
        internal const string PartOfMessage = IsDesktop ? "This is only a part of a message: pass it on with BeginMessage, Write and EndMessage." : null;
        internal const string MessageBegun = IsDesktop ? "The message that was begun has not ended: call EndMessage." : null;
        internal const string NoMessageBegun = IsDesktop ? "No message was begun: call BeginMessage." : null;
        internal const string ValueDepth = IsDesktop ? "The value contains itself, or is nested too deeply." : null;
        internal const string ValueType = IsDesktop ? "No JSON can be made of this type: set Formatter in the options." : null;

        internal const string Answered = IsDesktop ? "The request is answered already." : null;
        internal const string ContentType = IsDesktop ? "A content type has the form type/subtype. To answer with a text, pass its type and the text." : null;
        internal const string NoContent = IsDesktop ? "An answer with 204 or 304 has no content." : null;
        internal const string Tag = IsDesktop ? "A tag stands in quotes, such as \"v1\" with them." : null;
        internal const string OtherScheduler = IsDesktop ? "The server is driven by another scheduler than the host: see Scheduler in the options." : null;

#if DESKTOP
        private const bool IsDesktop = true;
#else
        private const bool IsDesktop = false;
#endif
    }
}
