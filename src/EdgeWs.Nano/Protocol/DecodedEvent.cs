namespace EdgeWs.Nano
{
    /// <summary>What <see cref="FrameDecoder.Decode"/> found.</summary>
    internal enum DecodedEvent
    {
        /// <summary>The input is used up.</summary>
        None,

        /// <summary>A whole message: its type in <see cref="WsMessage.Opcode"/>, its bytes in the payload members.</summary>
        Message,

        /// <summary>A ping; its application data is the payload.</summary>
        Ping,

        /// <summary>A pong; its application data is the payload.</summary>
        Pong,

        /// <summary>A valid close frame; nothing after it is decoded.</summary>
        Close,

        /// <summary>The connection must be failed with <see cref="WsMessage.CloseCode"/>; nothing after it is decoded.</summary>
        Error,
    }
}
