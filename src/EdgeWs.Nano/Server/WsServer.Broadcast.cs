using System;

namespace EdgeWs.Nano
{
    // One message to all channels: encoded once, its bytes shared.
    public sealed partial class WsServer
    {
        /// <summary>Sends a text message to all open channels.</summary>
        /// <returns>How many took it; the others are not open, or too much waits for them already.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
        public int Broadcast(string text)
        {
            byte[] bytes = Payload.FromText(text);
            return Broadcast(bytes, 0, bytes.Length, WsMessageType.Text);
        }

        /// <summary>Sends a binary message to all open channels.</summary>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
        public int Broadcast(byte[] data)
        {
            Check.NotNull(data);
            return Broadcast(data, 0, data.Length, WsMessageType.Binary);
        }

        /// <summary>Sends a received message on to all open channels.</summary>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="message"/> is null, or its handler has returned.</exception>
        /// <exception cref="InvalidOperationException">It is only a part of a message, which one connection at a time can pass on.</exception>
        public int Broadcast(WsMessage message)
        {
            WsMessage.CheckWhole(message);
            return Broadcast(message.Buffer, message.Offset, message.Count, message.Type);
        }

        /// <summary>Sends a value to all open channels; see <see cref="WsConnection.Send(object)"/>.</summary>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="NotSupportedException">Neither the library nor the formatter can write the value.</exception>
        /// <exception cref="InvalidOperationException">The value contains itself, or is nested too deeply.</exception>
        /// <exception cref="ArgumentOutOfRangeException">On the device: the JSON is longer than 32,000 characters.</exception>
        public int Broadcast(object value)
        {
            return value is byte[] data ? Broadcast(data) : Broadcast(Payload.ToText(value, _options.Formatter));
        }

        /// <summary>Sends part of an array to all open channels. The frame is made once. Up to about 4 KB nothing is allocated while all keep up.</summary>
        /// <param name="buffer">Only read, and only during the call. For text it must hold valid UTF-8, which is not checked.</param>
        /// <param name="offset">Where the message begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="type">Text or binary.</param>
        /// <returns>As for <see cref="Broadcast(string)"/>.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array, or the type is neither.</exception>
        public int Broadcast(byte[] buffer, int offset, int count, WsMessageType type)
        {
            WsMessage.CheckRange(buffer, offset, count, type);
            Scheduler.CheckThread();
            byte[] frame = Resources.Sender.EncodeShared((int)type, buffer, offset, count, out int length);
            byte[] kept = null;
            int taken = 0;
            for (int i = 0; i < _channels.Count; i++)
            {
                if (((WsServerChannel)_channels[i]).SendShared(frame, length, ref kept))
                {
                    taken++;
                }
            }

            Resources.Sender.ReleaseShared(frame, kept);
            return taken;
        }
    }
}
