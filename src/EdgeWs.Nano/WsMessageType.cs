namespace EdgeWs.Nano
{
    /// <summary>The type of a message, RFC 6455 section 5.6.</summary>
    public enum WsMessageType
    {
        /// <summary>UTF-8 text.</summary>
        Text = Opcode.Text,

        /// <summary>Bytes of any kind.</summary>
        Binary = Opcode.Binary,
    }
}
