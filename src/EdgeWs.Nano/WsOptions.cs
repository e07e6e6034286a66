using System;

namespace EdgeWs.Nano
{
    /// <summary>Limits and deadlines that servers and clients have in common. The defaults suit a few known clients on a board without PSRAM.</summary>
    /// <remarks>
    /// <para>What hostile peers can make a server hold is <see cref="MaxMessageSize"/> plus <see cref="MaxBufferedBytes"/> for each
    /// channel: 60 KB with the defaults.</para>
    /// <para>
    /// Times are in milliseconds, a week at the most, sizes in bytes. One object may serve any number of servers and clients. The ranges are
    /// checked when one is made; a change after that takes effect at the next use of the value, and is not checked. They are fields
    /// because a property costs the device flash, and a call each time.</para>
    /// </remarks>
    public abstract class WsOptions
    {
        /// <summary>See <c>WsClientOptions.ZeroMaskOverTls</c>.</summary>
        internal bool MasksWithZero;

        internal WsOptions()
        {
        }

        /// <summary>The scheduler that drives the server or client; the default one when null.</summary>
        public IoScheduler Scheduler;

        /// <summary>Writes the JSON text of objects that the library cannot write itself; may be null.</summary>
        public WsFormatter Formatter;

        /// <summary>The largest message that is received, 8,192 by default. A larger one closes the connection with 1009. At least 1.</summary>
        public int MaxMessageSize = 8192;

        /// <summary>The most frames of which a message may consist, 1,024 by default. More close the connection with 1008. At least 1.</summary>
        public int MaxFragments = 1024;

        /// <summary>
        /// Whether a message is delivered in parts as it arrives, off by default: <c>MessageReceived</c> is raised for
        /// each part, see <see cref="WsMessage.IsFirst"/> and <see cref="WsMessage.IsLast"/>. No buffer is held, so
        /// <see cref="MaxMessageSize"/>, <see cref="MaxFragments"/> and <see cref="MessageTimeout"/> do not apply.
        /// </summary>
        /// <remarks>
        /// A part is what one pass received, 2 KB at most; the last may be empty. A text is valid UTF-8 as a whole, but a
        /// part may end within a character, and an error in a later part is only found after the earlier parts were
        /// delivered.
        /// </remarks>
        public bool StreamMessages;

        /// <summary>The time in which a message that began to arrive must be complete, 30,000 by default. Then the connection is closed with 1008. 0 for no limit. At most a week.</summary>
        public int MessageTimeout = 30000;

        /// <summary>What happens to a message for which <see cref="MaxBufferedBytes"/> leaves no room. It is refused by default.</summary>
        public WsOverflow Overflow;

        /// <summary>
        /// The most bytes that may wait in a connection when another message is to wait behind them, 4,096 by default. For a message
        /// that would go beyond see <see cref="Overflow"/>. Not negative.
        /// </summary>
        /// <remarks>
        /// While nothing waits in the connection, a message of any size is taken: it leaves as the peer takes it, and the library keeps
        /// a copy of the rest. So a connection holds this much or one message of yours, whichever is more. To send what must never be
        /// held whole, see <see cref="WsConnection.BeginMessage"/>.
        /// </remarks>
        public int MaxBufferedBytes = 4096;

        /// <summary>The time for the opening handshake once the connection is there, 10,000 by default. At least 1, at most a week.</summary>
        public int HandshakeTimeout = 10000;

        /// <summary>How long a peer may accept no bytes while data waits to be sent, 10,000 by default. Then the connection is dropped. At least 1, at most a week.</summary>
        public int SendTimeout = 10000;

        /// <summary>The time for the closing handshake, 3,000 by default. Then the connection is dropped. At least 1, at most a week.</summary>
        public int CloseTimeout = 3000;

        /// <summary>After this time without anything received, the library sends a ping, 30,000 by default. 0 turns the heartbeat off. At most a week.</summary>
        public int HeartbeatInterval = 30000;

        /// <summary>The time in which the pong of a heartbeat must come, 10,000 by default. Then the connection is dropped. At least 1, at most a week.</summary>
        /// <remarks>The ping waits for a frame that is being sent: if a frame may take longer than this, raise it.</remarks>
        public int PongTimeout = 10000;

        /// <summary>Checks the ranges.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
        internal virtual void CheckRanges()
        {
            Check.AtLeast(1, MaxMessageSize);
            Check.AtLeast(1, MaxFragments);
            Check.AtLeast(0, MaxBufferedBytes);
            Check.Time(MessageTimeout, 0);
            Check.Time(HandshakeTimeout, 1);
            Check.Time(SendTimeout, 1);
            Check.Time(CloseTimeout, 1);
            Check.Time(HeartbeatInterval, 0);
            Check.Time(PongTimeout, 1);
        }
    }
}
