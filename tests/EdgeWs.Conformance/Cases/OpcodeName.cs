namespace EdgeWs.Conformance.Cases
{
    /// <summary>Opcodes by their names in the list of cases. A reserved one is its number there.</summary>
    internal enum OpcodeName
    {
        Cont = 0,
        Text = 1,
        Bin = 2,
        Close = 8,
        Ping = 9,
        Pong = 10,
    }
}
