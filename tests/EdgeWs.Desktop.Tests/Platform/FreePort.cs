using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Desktop.Tests.Platform
{
    /// <summary>For programs and listeners that cannot have a port chosen for them.</summary>
    internal static class FreePort
    {
        /// <summary>Finds a port that is free, or was a moment ago.</summary>
        public static int Find()
        {
            using Socket socket = SocketPair.CreateSocket();
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }
    }
}
