using System.Net.WebSockets;
using System.Text;

namespace EdgeWs.Testing
{
    /// <summary>.NET's WebSocket in the words of <see cref="EventLog"/>.</summary>
    internal static class WebSocketExtensions
    {
        private const int BufferSize = 1 << 21;

        /// <summary>Receives a whole message, or the close frame.</summary>
        public static async Task<string> NextAsync(this WebSocket socket)
        {
            var buffer = new byte[BufferSize];
            int count = 0;
            while (true)
            {
                ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(count), Patience.Token);
                count += result.Count;
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return EventLog.Closed((int)socket.CloseStatus, socket.CloseStatusDescription);
                }

                if (result.EndOfMessage)
                {
                    return EventLog.Describe(result.MessageType == WebSocketMessageType.Text, buffer.AsSpan(0, count));
                }
            }
        }

        /// <summary>Asserts what comes next.</summary>
        public static async Task ExpectAsync(this WebSocket socket, params string[] lines)
        {
            foreach (string line in lines)
            {
                Assert.AreEqual(line, await socket.NextAsync());
            }
        }

        /// <summary>Waits for what begins so and passes over others.</summary>
        public static async Task ExpectLaterAsync(this WebSocket socket, string beginning)
        {
            while (!(await socket.NextAsync()).StartsWith(beginning, StringComparison.Ordinal))
            {
            }
        }

        public static Task SendTextAsync(this WebSocket socket, string text, bool isEnd = true)
        {
            return socket.SendTextAsync(Encoding.UTF8.GetBytes(text), isEnd);
        }

        /// <summary>Sends text whose characters the end of a fragment may divide.</summary>
        public static Task SendTextAsync(this WebSocket socket, byte[] text, bool isEnd = true)
        {
            return socket.SendAsync(text, WebSocketMessageType.Text, isEnd, Patience.Token);
        }

        public static Task SendBytesAsync(this WebSocket socket, byte[] bytes, bool isEnd = true)
        {
            return socket.SendAsync(bytes, WebSocketMessageType.Binary, isEnd, Patience.Token);
        }

        /// <summary>Sends a close frame and waits for the answer to it.</summary>
        /// <returns>The answer.</returns>
        public static async Task<string> CloseAsync(this WebSocket socket, int code, string reason)
        {
            await socket.CloseAsync((WebSocketCloseStatus)code, reason, Patience.Token);
            return EventLog.Closed((int)socket.CloseStatus, socket.CloseStatusDescription);
        }
    }
}
