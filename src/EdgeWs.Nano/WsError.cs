using System;

namespace EdgeWs.Nano
{
    /// <summary>Why a client could not open its connection, in detail.</summary>
    public sealed class WsError
    {
        private readonly WsErrorKind _kind;
        private readonly int _status;
        private readonly Exception _exception;

        internal WsError(WsErrorKind kind, int status, Exception exception)
        {
            _kind = kind;
            _status = status;
            _exception = exception;
        }

        /// <summary>What went wrong.</summary>
        public WsErrorKind Kind => _kind;

        /// <summary>The HTTP status with which the server refused, such as 401 or 302; 0 for any other kind.</summary>
        public int Status => _status;

        /// <summary>What the platform threw while resolving, connecting or shaking hands for TLS; null for any other kind.</summary>
        public Exception Exception => _exception;
    }
}
