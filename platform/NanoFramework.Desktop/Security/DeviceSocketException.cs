using System.Net.Sockets;

namespace System.Net.Security
{
    /// <summary>A SocketException with the error codes of the device, which are those of Winsock on every system.</summary>
    internal sealed class DeviceSocketException : SocketException
    {
        internal DeviceSocketException(SocketError error)
            : base((int)error)
        {
        }

        public override int ErrorCode => (int)SocketErrorCode;
    }
}
