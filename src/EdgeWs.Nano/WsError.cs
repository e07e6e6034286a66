using System;

namespace EdgeWs.Nano
{
    /// <summary>Why a client could not open its connection, in detail.</summary>
    public sealed class WsError
    {
        internal WsError(WsErrorKind kind, int status, Exception exception)
        {
            Kind = kind;
            Status = status;
            Exception = exception;
        }

        /// <summary>What went wrong.</summary>
        public WsErrorKind Kind { get; }

        /// <summary>The HTTP status with which the server refused, such as 401 or 302; 0 for any other kind.</summary>
        public int Status { get; }

        /// <summary>What the platform threw while resolving, connecting or shaking hands for TLS; null for any other kind.</summary>
        public Exception Exception { get; }
    }
}
