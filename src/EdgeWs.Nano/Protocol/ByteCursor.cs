namespace EdgeWs.Nano
{
    /// <summary>Received bytes, and how far they are read.</summary>
    internal sealed class ByteCursor
    {
        /// <summary>The received bytes. Decoding unmasks them in place.</summary>
        internal readonly byte[] Buffer;

        /// <summary>The first byte not yet read.</summary>
        internal int Position;

        /// <summary>Behind the last received byte.</summary>
        internal int End;

        internal ByteCursor(int size)
        {
            Buffer = new byte[size];
        }
    }
}
