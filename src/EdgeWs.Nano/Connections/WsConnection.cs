using System;

namespace EdgeWs.Nano
{
    /// <summary>A WebSocket connection, of either side: RFC 6455.</summary>
    /// <remarks>
    /// Use all members only on the thread that polls. On the desktop a call from another one throws an InvalidOperationException; the device
    /// does not look. Events are raised only inside
    /// <see cref="IoScheduler.Poll()"/>, never inside a call of a member. If a handler throws, its connection closes with
    /// 1011, and the handlers of the same event that were added after it are not called; see <see cref="IoScheduler.ErrorReported"/>.
    /// </remarks>
    public abstract partial class WsConnection
    {
        /// <summary>Where the connection is in its life.</summary>
        public WsConnectionState State => _state;

        /// <summary>How many bytes wait to be sent.</summary>
        public int BufferedBytes => _outbox == null ? 0 : _outbox.Bytes;

        /// <summary>The subprotocol that both sides agreed on; empty when none.</summary>
        public string Protocol => _protocol;

        /// <summary>Sends a text message.</summary>
        /// <returns>
        /// True when the message is sent or will be. False when the connection is not open (but see
        /// <c>WsClientOptions.KeepMessages</c>), or when more waits to be sent than
        /// <see cref="WsOptions.MaxBufferedBytes"/> allows: then <c>Drained</c> follows.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        public bool Send(string text)
        {
            byte[] bytes = Payload.FromText(text);
            return SendMessage(Opcode.Text, bytes, 0, bytes.Length);
        }

        /// <summary>Sends a binary message. The array is only read, and only during the call.</summary>
        /// <returns>As for <see cref="Send(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
        public bool Send(byte[] data)
        {
            Check.NotNull(data);
            return SendMessage(Opcode.Binary, data, 0, data.Length);
        }

        /// <summary>Sends part of an array as a message. The array is only read, and only during the call. Allocates nothing while the peer keeps up.</summary>
        /// <param name="buffer">For <see cref="WsMessageType.Text"/> it must hold valid UTF-8, which is not checked.</param>
        /// <param name="offset">Where the message begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="type">Text or binary.</param>
        /// <returns>As for <see cref="Send(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array, or the type is neither.</exception>
        public bool Send(byte[] buffer, int offset, int count, WsMessageType type)
        {
            WsMessage.CheckRange(buffer, offset, count, type);
            return SendMessage((int)type, buffer, offset, count);
        }

        /// <summary>Begins a message that is sent in fragments, so that it need not fit in memory. RFC 6455 section 5.4.</summary>
        /// <remarks>
        /// Continue with <see cref="Write"/> and <see cref="EndMessage"/>. In between, every other <c>Send</c> and every
        /// broadcast of a server is refused here; <c>Drained</c> then follows the end. A lost connection takes the
        /// message with it: begin it again on the next connection of a client.
        /// </remarks>
        /// <param name="type">Text or binary.</param>
        /// <returns>
        /// False when the connection is not open; or, in a handler of <c>WsClient.Opened</c>, when kept messages are to go out first:
        /// then <c>Drained</c> follows.
        /// </returns>
        /// <exception cref="ArgumentOutOfRangeException">The type is neither.</exception>
        /// <exception cref="InvalidOperationException">A message that was begun has not ended.</exception>
        public bool BeginMessage(WsMessageType type)
        {
            WsMessage.CheckType(type);
            Scheduler.CheckThread();
            if (_state != WsConnectionState.Open)
            {
                return false;
            }

            Check.State((_flags & OutMessage) == 0, Words.MessageBegun);
            if (HoldsMessages)
            {
                // They would come between its fragments.
                _flags |= Refused;
                return false;
            }

            _flags |= (int)type << OutMessageShift;
            return true;
        }

        /// <summary>Sends a fragment of the message that was begun. The array is only read, and only during the call.</summary>
        /// <param name="buffer">What it holds. For text the fragments together must be valid UTF-8, which is not checked.</param>
        /// <param name="offset">Where the fragment begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>
        /// False when there is no room: nothing of it was taken, write it again after <c>Drained</c>. Also false when
        /// the connection is not open any more: then no <c>Drained</c> follows.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array.</exception>
        /// <exception cref="InvalidOperationException">No message was begun.</exception>
        public bool Write(byte[] buffer, int offset, int count)
        {
            Check.Range(buffer, offset, count);
            return SendFragment(buffer, offset, count, false);
        }

        /// <summary>Ends the message that was begun.</summary>
        /// <returns>False when the connection is not open any more.</returns>
        /// <exception cref="InvalidOperationException">No message was begun.</exception>
        public bool EndMessage()
        {
            return SendFragment(Resources.Input.Buffer, 0, 0, true);
        }

        /// <summary>Sends a received message on, without copying it first.</summary>
        /// <returns>As for <see cref="Send(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="message"/> is null, or its handler has returned.</exception>
        /// <exception cref="InvalidOperationException">It is a part of a message: see <see cref="BeginMessage"/>.</exception>
        public bool Send(WsMessage message)
        {
            WsMessage.CheckWhole(message);
            return SendMessage(message.Opcode, message.Payload, message.PayloadOffset, message.PayloadCount);
        }

        /// <summary>Sends a value: a string or an array of bytes as above, anything else as text.</summary>
        /// <param name="value">
        /// A number or boolean is sent as its invariant text, NaN and the infinities as <c>null</c>; a char as a text of one
        /// character; null, a DateTime (as UTC), a dictionary or another collection as JSON; any other object, an enum or a Guid
        /// too, as what <see cref="WsOptions.Formatter"/> makes of it.
        /// </param>
        /// <returns>As for <see cref="Send(string)"/>.</returns>
        /// <exception cref="NotSupportedException">Neither the library nor the formatter can write the value.</exception>
        /// <exception cref="InvalidOperationException">The value contains itself, or is nested too deeply.</exception>
        /// <exception cref="ArgumentOutOfRangeException">On the device: the JSON is longer than 32,000 characters.</exception>
        public bool Send(object value)
        {
            return value is byte[] data
                ? Send(data)
                : Send(Payload.ToText(value, Options.Formatter));
        }

        /// <summary>Sends a ping, and drops the connection when its pong does not come in time. RFC 6455 section 5.5.2.</summary>
        /// <param name="timeoutMs">Milliseconds to wait for the pong.</param>
        /// <param name="callback">Called when the pong is there; may be null.</param>
        /// <returns>The tag that the callback will be given, never 0; or 0 when the connection is not open.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeoutMs"/> is not positive, or more than a week.</exception>
        public int Ping(int timeoutMs = 30000, WsPongHandler callback = null)
        {
            return SendPing(Check.Time(timeoutMs, 1), callback);
        }

        /// <summary>Begins the closing handshake, RFC 6455 section 7. What was sent before still goes out, within <see cref="WsOptions.SendTimeout"/> and <see cref="WsOptions.CloseTimeout"/> together; <c>Closed</c> follows.</summary>
        /// <param name="code">1000 to 1003, 1007 to 1011 or 3000 to 4999.</param>
        /// <param name="reason">For the peer's log. At most 123 bytes of UTF-8: more is cut off after the last character that fits.</param>
        /// <exception cref="ArgumentOutOfRangeException">The code may not be sent.</exception>
        public void Close(int code = WsCloseCode.Normal, string reason = "")
        {
            if (!WsCloseCode.IsSendable(code))
            {
                throw new ArgumentOutOfRangeException(null, Words.CloseCode);
            }

            Scheduler.CheckThread();
            OnClosing();
            BeginClose(code, reason);
        }
    }
}
