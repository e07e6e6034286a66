using System;

namespace EdgeWs.Nano
{
    /// <summary>Limits and deadlines that servers and clients have in common. The defaults suit a few known clients on a board without PSRAM.</summary>
    /// <remarks>
    /// <para>What hostile peers can make a server hold is <see cref="MaxMessageSize"/> plus <see cref="MaxBufferedBytes"/> for each
    /// channel: 60 KB with the defaults.</para>
    /// <para>
    /// Times are in milliseconds, a week at the most, sizes in bytes. One object may serve any number of servers and clients; a
    /// change takes effect at the next use of the value.</para>
    /// </remarks>
    public abstract class WsOptions
    {
        // Read for every message, so not by the property: a call costs the interpreter more.
        internal int _maxMessageSize = 8192;

        private int _maxFragments = 1024;
        private int _maxBufferedBytes = 4096;
        private int _handshakeTimeout = 10000;
        private int _messageTimeout = 30000;
        private int _sendTimeout = 10000;
        private int _closeTimeout = 3000;
        private int _heartbeatInterval = 30000;
        private int _pongTimeout = 10000;
        private IoScheduler _scheduler;
        private WsFormatter _formatter;
        private bool _streamMessages;
        private WsOverflow _overflow;

        /// <summary>See <see cref="WsClientOptions.ZeroMaskOverTls"/>.</summary>
        internal bool MasksWithZero;

        internal WsOptions()
        {
        }

        /// <summary>The scheduler that drives the server or client; the default one when null.</summary>
        public IoScheduler Scheduler
        {
            get => _scheduler;
            set => _scheduler = value;
        }

        /// <summary>Writes the JSON text of objects that the library cannot write itself; may be null.</summary>
        public WsFormatter Formatter
        {
            get => _formatter;
            set => _formatter = value;
        }

        /// <summary>The largest message that is received, 8,192 by default. A larger one closes the connection with 1009.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxMessageSize
        {
            get => _maxMessageSize;
            set => _maxMessageSize = Check.AtLeast(1, value);
        }

        /// <summary>The most frames of which a message may consist, 1,024 by default. More close the connection with 1008.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
        public int MaxFragments
        {
            get => _maxFragments;
            set => _maxFragments = Check.AtLeast(1, value);
        }

        /// <summary>
        /// Whether a message is delivered in parts as it arrives, off by default: <see cref="WsConnection.Message"/> is raised for
        /// each part, see <see cref="WsMessage.IsFirst"/> and <see cref="WsMessage.IsLast"/>. No buffer is held, so
        /// <see cref="MaxMessageSize"/>, <see cref="MaxFragments"/> and <see cref="MessageTimeout"/> do not apply.
        /// </summary>
        /// <remarks>
        /// A part is what one pass received, 2 KB at most; the last may be empty. A text is valid UTF-8 as a whole, but a
        /// part may end within a character, and an error in a later part is only found after the earlier parts were
        /// delivered.
        /// </remarks>
        public bool StreamMessages
        {
            get => _streamMessages;
            set => _streamMessages = value;
        }

        /// <summary>The time in which a message that began to arrive must be complete, 30,000 by default. Then the connection is closed with 1008. 0 for no limit.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than a week.</exception>
        public int MessageTimeout
        {
            get => _messageTimeout;
            set => _messageTimeout = Check.Time(value, 0);
        }

        /// <summary>What happens to a message for which <see cref="MaxBufferedBytes"/> leaves no room. It is refused by default.</summary>
        public WsOverflow Overflow
        {
            get => _overflow;
            set => _overflow = value;
        }

        /// <summary>
        /// The most bytes that may wait to be sent on a connection, 4,096 by default. <see cref="Overflow"/> decides about a
        /// message that would exceed it. While nothing waits, here or on any other connection of the scheduler, one message
        /// of any size is taken.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
        public int MaxBufferedBytes
        {
            get => _maxBufferedBytes;
            set => _maxBufferedBytes = Check.AtLeast(0, value);
        }

        /// <summary>The time for the opening handshake once the connection is there, 10,000 by default.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int HandshakeTimeout
        {
            get => _handshakeTimeout;
            set => _handshakeTimeout = Check.Time(value, 1);
        }

        /// <summary>How long a peer may accept no bytes while data waits to be sent, 10,000 by default. Then the connection is dropped.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int SendTimeout
        {
            get => _sendTimeout;
            set => _sendTimeout = Check.Time(value, 1);
        }

        /// <summary>The time for the closing handshake, 3,000 by default. Then the connection is dropped.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int CloseTimeout
        {
            get => _closeTimeout;
            set => _closeTimeout = Check.Time(value, 1);
        }

        /// <summary>After this time without anything received, the library sends a ping, 30,000 by default. 0 turns the heartbeat off.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than a week.</exception>
        public int HeartbeatInterval
        {
            get => _heartbeatInterval;
            set => _heartbeatInterval = Check.Time(value, 0);
        }

        /// <summary>The time in which the pong of a heartbeat must come, 10,000 by default. Then the connection is dropped.</summary>
        /// <remarks>The ping waits for a frame that is being sent: if a frame may take longer than this, raise it.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">It is not positive, or more than a week.</exception>
        public int PongTimeout
        {
            get => _pongTimeout;
            set => _pongTimeout = Check.Time(value, 1);
        }
    }
}
