namespace EdgeWs.Nano
{
    /// <summary>Frame opcodes, RFC 6455 section 5.2.</summary>
    internal static class Opcode
    {
        internal const int Continuation = 0x0;
        internal const int Text = 0x1;
        internal const int Binary = 0x2;
        internal const int Close = 0x8;
        internal const int Ping = 0x9;
        internal const int Pong = 0xA;

        /// <summary>The bit of the first byte which says that the frame is the last of its message.</summary>
        internal const int Final = 0x80;

        /// <summary>The bit that control frames have and data frames do not.</summary>
        internal const int ControlBit = 0x8;

        /// <summary>The largest payload of a control frame, in bytes.</summary>
        internal const int MaxControlPayload = 125;
    }
}
