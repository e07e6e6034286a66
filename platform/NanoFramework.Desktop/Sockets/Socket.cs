using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using nanoFramework;

namespace EdgeWs.Nano
{
    /// <summary>
    /// The socket of the library: its namespace makes the library's sources find it before the desktop's own. It takes the options
    /// that the firmware knows, and has lwIP's habits where <see cref="Lwip.Current"/> is set.
    /// </summary>
    internal sealed class Socket : System.Net.Sockets.Socket
    {
        private const int DesktopBacklog = 32;

        private readonly Lwip _lwip;
        private bool _isCounted;

        public Socket(AddressFamily family, SocketType type, ProtocolType protocol)
            : base(family, type, protocol)
        {
            _lwip = Lwip.Current;
            Count();
        }

        private Socket(SafeSocketHandle handle, Lwip lwip)
            : base(handle)
        {
            _lwip = lwip;
            Count();
        }

        /// <summary>With all sockets in use, whoever is next is taken out of the queue and reset.</summary>
        public new Socket Accept()
        {
            System.Net.Sockets.Socket accepted = base.Accept();
            GC.SuppressFinalize(accepted);
            return new Socket(accepted.SafeHandle, _lwip);
        }

        /// <summary>The desktop's queue is longer: who comes back as soon as it is dropped is here faster than any device would be.</summary>
        public new void Listen(int backlog)
        {
            base.Listen(_lwip == null ? Math.Max(backlog, DesktopBacklog) : backlog);
        }

        public new void Connect(EndPoint remote)
        {
            try
            {
                base.Connect(remote);
            }
            catch (SocketException) when (_lwip != null)
            {
                throw new DeviceSocketException(SocketError.WouldBlock);
            }
        }

        public new bool Poll(int microseconds, SelectMode mode)
        {
            return base.Poll(microseconds, mode)
                && (_lwip == null || mode != SelectMode.SelectWrite || Lwip.Unacknowledged(this) < Lwip.SendBuffer / 2);
        }

        /// <summary>Waits until all of it has room.</summary>
        public new int Send(byte[] buffer, int offset, int size, SocketFlags flags)
        {
            if (_lwip != null && !SpinWait.SpinUntil(() => Lwip.Unacknowledged(this) + size <= Lwip.SendBuffer, SendTimeout))
            {
                throw new DeviceSocketException(SocketError.TimedOut);
            }

            return base.Send(buffer, offset, size, flags);
        }

        public new int Receive(byte[] buffer, int offset, int size, SocketFlags flags)
        {
            try
            {
                return base.Receive(buffer, offset, size, flags);
            }
            catch (SocketException) when (_lwip != null)
            {
                _lwip.IsStuck = true;
                throw;
            }
        }

        public new void SetSocketOption(SocketOptionLevel level, SocketOptionName name, int value)
        {
            if (name == SocketOptionName.Linger)
            {
                // lwIP resets only where something is left that the peer did not acknowledge. Elsewhere than on Linux a full send
                // buffer is what shows of that.
                if (OperatingSystem.IsLinux() ? Lwip.Unacknowledged(this) > 0 : !Poll(0, SelectMode.SelectWrite))
                {
                    LingerState = new LingerOption(true, value);
                }
            }
            else
            {
                base.SetSocketOption(level, name, value);
            }
        }

        public new void SetSocketOption(SocketOptionLevel level, SocketOptionName name, bool value)
        {
            // The desktop takes a port whose connections are still closing anyway, and with this two listeners could share it.
            if (name != SocketOptionName.ReuseAddress)
            {
                base.SetSocketOption(level, name, value);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (_isCounted)
            {
                _isCounted = false;
                _lwip.Release(this, disposing);
            }

            base.Dispose(disposing);
        }

        private void Count()
        {
            if (_lwip != null && !(_isCounted = _lwip.TryTake()))
            {
                LingerState = new LingerOption(true, 0);
                Close();
                throw new DeviceSocketException(SocketError.TooManyOpenSockets);
            }
        }
    }
}
