using System;

namespace EdgeWs.Nano
{
    // One message to all channels: encoded once, its bytes shared.
    public sealed partial class WsServer
    {
        /// <summary>Sends a text message to all open channels but one.</summary>
        /// <param name="text">The text.</param>
        /// <param name="except">Who is left out, such as the sender of what is passed on; null for nobody.</param>
        /// <returns>How many took it; the others are not open, or too much waits for them already.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        public int Broadcast(string text, WsServerChannel except = null)
        {
            byte[] bytes = Payload.FromText(text);
            return Broadcast(bytes, 0, bytes.Length, WsMessageType.Text, except);
        }

        /// <summary>Sends a binary message to all open channels but one.</summary>
        /// <param name="data">The message. Only read, and only during the call.</param>
        /// <param name="except">As for a text.</param>
        /// <returns>As for <see cref="Broadcast(string, WsServerChannel)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
        public int Broadcast(byte[] data, WsServerChannel except = null)
        {
            Check.NotNull(data);
            return Broadcast(data, 0, data.Length, WsMessageType.Binary, except);
        }

        /// <summary>Sends a received message on to all open channels but one.</summary>
        /// <param name="message">The message.</param>
        /// <param name="except">As for a text.</param>
        /// <returns>As for <see cref="Broadcast(string, WsServerChannel)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="message"/> is null, or its handler has returned.</exception>
        /// <exception cref="InvalidOperationException">It is only a part of a message, which one connection at a time can pass on.</exception>
        public int Broadcast(WsMessage message, WsServerChannel except = null)
        {
            WsMessage.CheckWhole(message);
            return Broadcast(message.Buffer, message.Offset, message.Count, message.Type, except);
        }

        /// <summary>Sends a value to all open channels but one; see <see cref="WsConnection.Send(object)"/>.</summary>
        /// <param name="value">The value.</param>
        /// <param name="except">As for a text.</param>
        /// <returns>As for <see cref="Broadcast(string, WsServerChannel)"/>.</returns>
        /// <exception cref="NotSupportedException">Neither the library nor the formatter can write the value.</exception>
        /// <exception cref="InvalidOperationException">The value contains itself, or is nested too deeply.</exception>
        /// <exception cref="ArgumentOutOfRangeException">On the device: the JSON is longer than 32,000 characters.</exception>
        public int Broadcast(object value, WsServerChannel except = null)
        {
            return value is byte[] data ? Broadcast(data, except) : Broadcast(Payload.ToText(value, _options.Formatter), except);
        }

        /// <summary>Sends part of an array to all open channels but one. The frame is made once. Up to about 4 KB nothing is allocated while all keep up.</summary>
        /// <param name="buffer">Only read, and only during the call. For text it must hold valid UTF-8, which is not checked.</param>
        /// <param name="offset">Where the message begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="type">Text or binary.</param>
        /// <param name="except">As for a text.</param>
        /// <returns>As for <see cref="Broadcast(string, WsServerChannel)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array, or the type is neither.</exception>
        public int Broadcast(byte[] buffer, int offset, int count, WsMessageType type, WsServerChannel except = null)
        {
            WsMessage.CheckRange(buffer, offset, count, type);
            Scheduler.CheckThread();
            byte[] frame = Resources.Sender.EncodeShared((int)type, buffer, offset, count, out int length);
            byte[] kept = null;
            int taken = 0;
            for (int i = 0; i < _channels.Count; i++)
            {
                WsServerChannel channel = (WsServerChannel)_channels[i];
                if (channel != except && channel.SendShared(frame, length, ref kept))
                {
                    taken++;
                }
            }

            Resources.Sender.ReleaseShared(frame, kept);
            return taken;
        }
    }
}
