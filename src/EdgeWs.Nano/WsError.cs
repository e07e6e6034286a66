using System;

namespace EdgeWs.Nano
{
    /// <summary>Why a client could not open its connection, in detail.</summary>
    public sealed class WsError
    {
        private readonly WsErrorKind _kind;
        private readonly int _status;
        private readonly Exception _exception;
        private readonly WsHeaders _headers;

        internal WsError(WsErrorKind kind, int status, Exception exception, WsHeaders headers = null)
        {
            _kind = kind;
            _status = status;
            _exception = exception;
            _headers = headers;
        }

        /// <summary>What went wrong.</summary>
        public WsErrorKind Kind => _kind;

        /// <summary>The HTTP status with which the server or the proxy refused, such as 401 or 302; 0 for any other kind.</summary>
        public int Status => _status;

        /// <summary>What the platform threw while resolving, connecting or shaking hands for TLS; null for any other kind.</summary>
        public Exception Exception => _exception;

        /// <summary>
        /// Of the header fields of a refusal those that tell what to do: <c>Location</c>, <c>Retry-After</c>, <c>WWW-Authenticate</c>,
        /// <c>Proxy-Authenticate</c> and <c>Set-Cookie</c>, up to 4,096 bytes in all; none for any other kind.
        /// </summary>
        // Which ones: AnswerHead.
        public WsHeaders Headers => _headers ?? new WsHeaders(null, new int[1], 0);

        /// <summary>The seconds after which the server wants to be asked again, RFC 9110 section 10.2.3; 0 where it does not say, or gives a date.</summary>
        internal int RetryAfter
        {
            get
            {
                int seconds = 0;
                foreach (char c in (Headers["Retry-After"] ?? string.Empty).ToCharArray())
                {
                    if (c < '0' || c > '9')
                    {
                        return 0;
                    }

                    // A week is the most that any time may be.
                    seconds = seconds > 60479 ? 604800 : seconds * 10 + (c - '0');
                }

                return seconds;
            }
        }

        /// <summary>What happened, for a log: a sentence on the desktop; on the device, where text costs flash, the numbers of kind and status.</summary>
        public override string ToString()
        {
#if DESKTOP
            string text = _kind switch
            {
                WsErrorKind.NotResolved => "the name could not be resolved",
                WsErrorKind.NotConnected => "nothing answers at the address",
                WsErrorKind.TlsFailed => "the TLS handshake failed",
                WsErrorKind.TimedOut => "the time ran out",
                WsErrorKind.ConnectionLost => "the connection ended before the opening handshake was done",
                WsErrorKind.Refused => "the server refused with HTTP status " + _status,
                WsErrorKind.InvalidHandshake => "what answers is no WebSocket server",
                WsErrorKind.ProxyRefused => "the proxy refused with HTTP status " + _status,
                _ => "the client was closed",
            };
            string detail = _exception?.Message ?? Headers["Location"] ?? Headers["WWW-Authenticate"] ?? Headers["Proxy-Authenticate"];
            return detail == null ? text : text + ": " + detail;
#else
            return "WsError " + ((int)_kind).ToString() + " " + _status.ToString();
#endif
        }
    }
}
