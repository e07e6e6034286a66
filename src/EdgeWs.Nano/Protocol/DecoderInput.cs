namespace EdgeWs.Nano
{
    /// <summary>
    /// What a decoder reads from and where it leaves what it found. One per scheduler, shared by all its connections, so that
    /// a connection does not pay for it.
    /// </summary>
    internal sealed class DecoderInput
    {
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

        /// <summary>Text or binary, for a message.</summary>
        internal int Opcode;

        /// <summary>The received code of a close frame (1005 when it had none), or the code with which to fail.</summary>
        internal int CloseCode;

        internal DecoderInput(int size)
        {
            Buffer = new byte[size];
        }

        /// <summary>Takes bytes that were received elsewhere.</summary>
        internal DecoderInput(byte[] received)
        {
            Buffer = received;
            End = received.Length;
        }
    }
}
