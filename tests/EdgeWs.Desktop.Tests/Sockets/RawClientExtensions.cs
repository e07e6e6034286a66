using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>For servers that drop a client, which it sees as a reset.</summary>
    internal static class RawClientExtensions
    {
        /// <summary>Reads until the connection is over, in whichever way.</summary>
        public static byte[] ReadUntilOver(this RawClient client)
        {
            var all = new List<byte>();
            try
            {
                while (true)
                {
                    all.AddRange(client.Read(1));
                }
            }
            catch (EndOfStreamException)
            {
                // In order.
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Dropped.
            }

            return all.ToArray();
        }

        public static string ReadTextUntilOver(this RawClient client)
        {
            return Encoding.UTF8.GetString(client.ReadUntilOver());
        }
    }
}
