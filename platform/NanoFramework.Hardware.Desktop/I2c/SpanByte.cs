namespace System
{
    /// <summary>nanoFramework's span of bytes.</summary>
    public readonly ref struct SpanByte
    {
        internal readonly Span<byte> Bytes;

        public SpanByte(byte[] array)
        {
            Bytes = array;
        }

        public static implicit operator SpanByte(byte[] array) => new SpanByte(array);
    }
}
