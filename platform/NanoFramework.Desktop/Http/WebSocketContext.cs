using System.IO;
using System.Net.Sockets;

namespace System.Net
{
    /// <summary>What <see cref="HttpListenerContext.GetWebsocketContext"/> hands over; reached by reflection only.</summary>
    internal sealed class WebSocketContext
    {
        internal readonly Stream NetworkStream;

        internal readonly Socket Socket;

        internal readonly WebHeaderCollection Headers;

        internal WebSocketContext(Socket socket, Stream networkStream, WebHeaderCollection headers)
        {
            Socket = socket;
            NetworkStream = networkStream;
            Headers = headers;
        }
    }
}
