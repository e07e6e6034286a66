using System;
using System.Text;

namespace EdgeWs.Nano
{
    /// <summary>A received message.</summary>
    /// <remarks>
    /// The object and its buffer belong to the library and are used again for the next message as soon as the handler returns.
    /// To keep the content, take a copy with <see cref="GetString"/> or <see cref="ToArray"/>.
    /// </remarks>
    public sealed class WsMessage
    {
        internal WsMessage()
        {
        }

        /// <summary>The array that holds the message, among other things. Only to be read.</summary>
        public byte[] Buffer { get; private set; }

        /// <summary>Where in <see cref="Buffer"/> the message begins.</summary>
        public int Offset { get; private set; }

        /// <summary>The length of the message in bytes.</summary>
        public int Count { get; private set; }

        /// <summary>Text or binary.</summary>
        public WsMessageType Type { get; private set; }

        /// <summary>Whether the message is text; its bytes are then valid UTF-8.</summary>
        public bool IsText => Type == WsMessageType.Text;

        /// <summary>Copies the message to a string.</summary>
        /// <returns>The text. On the device a string ends before a U+0000 character: use the bytes where that may occur.</returns>
        /// <exception cref="ArgumentNullException">The handler has returned.</exception>
        public string GetString()
        {
            Check.NotNull(Buffer);
            return Count == 0 ? string.Empty : Encoding.UTF8.GetString(Buffer, Offset, Count);
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

        internal void Set(DecoderInput input, WsMessageType type)
        {
            Buffer = input.Payload;
            Offset = input.PayloadOffset;
            Count = input.PayloadCount;
            Type = type;
        }

        /// <summary>Lets go of the buffer, so that a handler which kept the object fails at once instead of reading another's message.</summary>
        internal void Clear()
        {
            Buffer = null;
            Count = 0;
        }
    }
}
