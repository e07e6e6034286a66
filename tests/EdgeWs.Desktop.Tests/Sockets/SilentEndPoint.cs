using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>An address that leaves a client without an answer, as Linux does while a listener's backlog is full.</summary>
    internal sealed class SilentEndPoint : IDisposable
    {
        private readonly Socket _listener;
        private readonly Socket _first = SocketPair.CreateSocket();

        /// <param name="endPoint">Where; null for a free port.</param>
        public SilentEndPoint(IPEndPoint endPoint = null)
        {
            _listener = SocketPair.Listen(0, endPoint);
            _first.Connect(EndPoint);
        }

        public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint;

        public void Dispose()
        {
            _first.Dispose();
            _listener.Dispose();
        }
    }
}
