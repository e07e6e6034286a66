using System;

namespace EdgeWs.Nano
{
    /// <summary>A received message.</summary>
    /// <remarks>
    /// The object and its buffer belong to the library, which uses them again for the next message as soon as the handler
    /// returns. A message that was kept throws, or shows the message of whichever handler is running. To keep the content,
    /// take a copy with <see cref="GetString"/> or <see cref="ToArray"/>.
    /// </remarks>
    public sealed class WsMessage
    {
        internal readonly DecoderInput Input;

        /// <param name="input">Where the decoder leaves what it found.</param>
        internal WsMessage(DecoderInput input)
        {
            Input = input;
        }

        /// <summary>The array that holds the message, among other things. Do not write to it. Null after the handler has returned.</summary>
        public byte[] Buffer => Input.Payload;

        /// <summary>Where in <see cref="Buffer"/> the message begins.</summary>
        public int Offset => Input.PayloadOffset;

        /// <summary>The length of the message in bytes.</summary>
        public int Count => Input.PayloadCount;

        /// <summary>Text or binary.</summary>
        public WsMessageType Type => (WsMessageType)Input.Opcode;

        /// <summary>Whether the message is text; its bytes are then valid UTF-8.</summary>
        public bool IsText => Input.Opcode == Opcode.Text;

        /// <summary>Whether a message begins here: always, unless <see cref="WsOptions.StreamMessages"/> is on.</summary>
        public bool IsFirst => (Input.Part & DecoderInput.FirstPart) != 0;

        /// <summary>Whether a message ends here: always, unless <see cref="WsOptions.StreamMessages"/> is on.</summary>
        public bool IsLast => (Input.Part & DecoderInput.LastPart) != 0;

        /// <summary>Copies the message to a string.</summary>
        /// <returns>The text. On the device a string ends before a U+0000 character: use the bytes where that may occur.</returns>
        /// <exception cref="ArgumentNullException">The handler has returned.</exception>
        public string GetString()
        {
            Check.NotNull(Buffer);
            return Count == 0 ? string.Empty : TextEncoding.Utf8.GetString(Buffer, Offset, Count);
        }

        /// <summary>Copies the message to an array of its own.</summary>
        /// <exception cref="ArgumentNullException">The handler has returned.</exception>
        public byte[] ToArray()
        {
            Check.NotNull(Buffer);
            byte[] copy = new byte[Count];
            Array.Copy(Buffer, Offset, copy, 0, Count);
            return copy;
        }
    }
}
