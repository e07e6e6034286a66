namespace EdgeWs.Fuzz
{
    /// <summary>See <see cref="StreamEvent"/>.</summary>
    internal enum StreamEventKind
    {
        Text,
        Binary,
        Ping,
        Pong,
        Close,
        Error,
    }
}
