using System;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>The one wait that the platform has for a socket.</summary>
    internal static class SocketReadiness
    {
        // Half an hour: the platform counts in microseconds, of which an int holds 35 minutes, and takes a negative for ever.
        private const int LongestWait = 30 * 60 * 1000;

        /// <summary>Waits until there is something to receive or to accept, or the time is over, or for half an hour.</summary>
        /// <returns>False when the socket is in error, so that there was no wait.</returns>
        internal static bool Wait(Socket socket, int milliseconds)
        {
            try
            {
                socket.Poll((milliseconds < LongestWait ? milliseconds : LongestWait) * 1000, SelectMode.SelectRead);
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
