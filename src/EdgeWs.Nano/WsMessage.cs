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
        internal const int Begins = 1;
        internal const int Ends = 2;
        internal const int Whole = Begins | Ends;

        // The decoder fills these in.

        /// <summary>The array that holds what was received, or null.</summary>
        internal byte[] Payload;

        internal int PayloadOffset;

        internal int PayloadCount;

        /// <summary>Text or binary, for a message; binary for a ping.</summary>
        internal int Opcode;

        /// <summary>Whether a message begins here and whether one ends: both unless it is delivered as it arrives.</summary>
        internal int Bounds;

        /// <summary>The received code of a close frame (1005 when it had none), or the code with which to fail.</summary>
        internal int CloseCode;

        internal WsMessage()
        {
        }

        /// <summary>The array that holds the message, among other things. Do not write to it. Null after the handler has returned.</summary>
        public byte[] Buffer => Payload;

        /// <summary>Where in <see cref="Buffer"/> the message begins.</summary>
        public int Offset => PayloadOffset;

        /// <summary>The length of the message in bytes.</summary>
        public int Count => PayloadCount;

        /// <summary>Text or binary.</summary>
        public WsMessageType Type => (WsMessageType)Opcode;

        /// <summary>Whether the message is text; its bytes are then valid UTF-8.</summary>
        public bool IsText => Opcode == Nano.Opcode.Text;

        /// <summary>Whether a message begins here: always, unless <see cref="WsOptions.StreamMessages"/> is on.</summary>
        public bool IsFirst => (Bounds & Begins) != 0;

        /// <summary>Whether a message ends here: always, unless <see cref="WsOptions.StreamMessages"/> is on.</summary>
        public bool IsLast => (Bounds & Ends) != 0;

        /// <summary>Copies the message to a string.</summary>
        /// <returns>The text. On the device a string ends before a U+0000 character: use the bytes where that may occur.</returns>
        /// <exception cref="ArgumentNullException">The handler has returned.</exception>
        public string GetString()
        {
            CheckAlive();
            return PayloadCount == 0 ? string.Empty : TextEncoding.Utf8.GetString(Payload, PayloadOffset, PayloadCount);
        }

        /// <summary>Copies the message to an array of its own.</summary>
        /// <exception cref="ArgumentNullException">The handler has returned.</exception>
        public byte[] ToArray()
        {
            CheckAlive();
            byte[] copy = new byte[PayloadCount];
            Array.Copy(Payload, PayloadOffset, copy, 0, PayloadCount);
            return copy;
        }

        /// <summary>Checks a message that is to be sent, and is part of an array.</summary>
        internal static void CheckRange(byte[] buffer, int offset, int count, WsMessageType type)
        {
            Check.Range(buffer, offset, count);
            CheckType(type);
        }

        internal static void CheckType(WsMessageType type)
        {
            Check.Within((int)WsMessageType.Text, (int)type, (int)WsMessageType.Binary);
        }

        /// <summary>Checks a received message that is to be sent on.</summary>
        internal static void CheckWhole(WsMessage message)
        {
            Check.NotNull(message);
            message.CheckAlive();
            Check.State(message.Bounds == Whole, Words.PartOfMessage);
        }

        /// <exception cref="ArgumentNullException">The handler has returned.</exception>
        private void CheckAlive()
        {
            if (Payload == null)
            {
                throw new ArgumentNullException(null, Words.MessageOver);
            }
        }
    }
}
