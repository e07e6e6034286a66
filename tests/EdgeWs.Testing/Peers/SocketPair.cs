using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Testing
{
    /// <summary>Two ends of one connection over loopback.</summary>
    internal sealed class SocketPair : IDisposable
    {
        public SocketPair()
        {
            using Socket listener = Listen();
            Client = CreateSocket();
            Client.Connect(listener.LocalEndPoint);
            Server = listener.Accept();
        }

        /// <summary>The end that connected.</summary>
        public Socket Client { get; }

        /// <summary>The end that was accepted.</summary>
        public Socket Server { get; }

        public static Socket CreateSocket()
        {
            return new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        }

        public static Socket Listen(int backlog = 4, IPEndPoint endPoint = null)
        {
            Socket listener = CreateSocket();
            listener.Bind(endPoint ?? new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(backlog);
            return listener;
        }

        public void Dispose()
        {
            Client.Close();
            Server.Close();
        }
    }
}
