namespace EdgeWs.Nano
{
    /// <summary>
    /// What a decoder reads from and where it leaves what it found. One per scheduler, shared by all its connections, so that
    /// a connection does not pay for it.
    /// </summary>
    internal sealed class DecoderInput
    {
        internal const int FirstPart = 1;
        internal const int LastPart = 2;
        internal const int Whole = FirstPart | LastPart;

        /// <summary>The received bytes. Decoding unmasks them in place.</summary>
        internal readonly byte[] Buffer;

        /// <summary>The first byte not yet decoded.</summary>
        internal int Position;

        /// <summary>Behind the last received byte.</summary>
        internal int End;

        /// <summary>The array that holds the payload found: <see cref="Buffer"/> or one of the decoder's. Valid until the next call of Decode.</summary>
        internal byte[] Payload;

        internal int PayloadOffset;

        internal int PayloadCount;

        /// <summary>Text or binary, for a message; binary for a ping.</summary>
        internal int Opcode;

        /// <summary>Whether the payload begins a message and whether it ends one: both but for the parts of a streamed message.</summary>
        internal int Part;

        /// <summary>The received code of a close frame (1005 when it had none), or the code with which to fail.</summary>
        internal int CloseCode;

        internal DecoderInput(int size)
        {
            Buffer = new byte[size];
        }
    }
}
