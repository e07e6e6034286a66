namespace EdgeWs.Nano
{
    /// <summary>Gives the masking key of the next frame, RFC 6455 section 5.3: it should not be predictable.</summary>
    internal delegate int MaskingKeySource();
}
