using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Testing
{
    /// <summary>For programs and listeners that cannot have a port chosen for them, or that come back to theirs.</summary>
    internal static class FreePort
    {
        // Below those that systems hand out, so that no client and no other listener gets it before it is used, or in between.
        private const int First = 10000;
        private const int End = 32000;

        public static int Find()
        {
            while (true)
            {
                int port = Random.Shared.Next(First, End);
                try
                {
                    using Socket socket = SocketPair.CreateSocket();
                    socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                    return port;
                }
                catch (SocketException)
                {
                    // Somebody has it.
                }
            }
        }
    }
}
