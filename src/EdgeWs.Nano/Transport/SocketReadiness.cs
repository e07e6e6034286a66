using System;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>The one wait that the platform has for a socket.</summary>
    internal static class SocketReadiness
    {
        /// <summary>Waits until there is something to receive or to accept, or the time is over.</summary>
        /// <param name="socket">The socket.</param>
        /// <param name="milliseconds">Less than half an hour: the platform counts in microseconds.</param>
        /// <returns>False when the socket is in error, so that there was no wait.</returns>
        internal static bool Wait(Socket socket, int milliseconds)
        {
            try
            {
                socket.Poll(milliseconds * 1000, SelectMode.SelectRead);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }
}
