namespace EdgeWs.Nano
{
    /// <summary>Status codes of a close frame, RFC 6455 section 7.4.1.</summary>
    public static class WsCloseCode
    {
        /// <summary>The purpose of the connection is fulfilled.</summary>
        public const int Normal = 1000;

        /// <summary>The endpoint goes away: a server that stops, a page that is left.</summary>
        public const int GoingAway = 1001;

        /// <summary>The peer broke the protocol.</summary>
        public const int ProtocolError = 1002;

        /// <summary>The message is of a type that the endpoint does not accept.</summary>
        public const int UnsupportedData = 1003;

        /// <summary>The peer's close frame carried no code. Only ever reported, never sent.</summary>
        public const int NoStatus = 1005;

        /// <summary>The connection ended without a close frame of the peer. Only ever reported, never sent.</summary>
        public const int Abnormal = 1006;

        /// <summary>A text message was not UTF-8.</summary>
        public const int InvalidPayload = 1007;

        /// <summary>The message violates a policy of the endpoint.</summary>
        public const int PolicyViolation = 1008;

        /// <summary>The message is larger than the endpoint accepts.</summary>
        public const int MessageTooBig = 1009;

        /// <summary>The client needed an extension that the server did not negotiate.</summary>
        public const int MandatoryExtension = 1010;

        /// <summary>The endpoint met an unexpected condition, such as an exception in a handler.</summary>
        public const int InternalError = 1011;

        /// <summary>Whether an application may send the code: 1000 to 1003, 1007 to 1011, 3000 to 4999.</summary>
        internal static bool IsSendable(int code)
        {
            return (code >= Normal && code <= UnsupportedData)
                || (code >= InvalidPayload && code <= InternalError)
                || (code >= 3000 && code <= 4999);
        }

        /// <summary>
        /// Whether a peer may send the code: all that may be sent from here, and 1012 to 1014, which were registered with
        /// IANA after the RFC.
        /// </summary>
        internal static bool IsReceivable(int code)
        {
            return IsSendable(code) || (code >= 1012 && code <= 1014);
        }
    }
}
