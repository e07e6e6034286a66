using System;
using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A TCP connection.</summary>
    internal class SocketTransport : Transport
    {
        // The platform's Send returns only when all bytes are out. Writable means that about half of lwIP's send buffer
        // (5760 bytes on the ESP32) is free, so one segment surely fits and Send does not wait.
        private const int MaxPiece = 1440;

        // Should a piece not fit all the same, because the platform is short of memory: the longest it may hold the loop.
        private const int LongestSend = 1000;

        protected readonly Socket _socket;

        /// <param name="socket">A connected socket; it belongs to the transport from now on.</param>
        internal SocketTransport(Socket socket)
        {
            _socket = socket;
            try
            {
                socket.SendTimeout = LongestSend;

                // A frame is written when it is complete: to hold it back for more (Nagle) only adds latency.
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            }
            catch (SocketException)
            {
                // Not supported here, or the peer is gone already, which the next Receive will tell.
            }
        }

        /// <summary>The socket, for TLS over a connection that has begun without.</summary>
        internal Socket Socket => _socket;

        internal override IPEndPoint RemoteEndPoint
        {
            get
            {
                try
                {
                    return (IPEndPoint)_socket.RemoteEndPoint;
                }
                catch (SocketException)
                {
                    return null;
                }
                catch (ObjectDisposedException)
                {
                    return null;
                }
            }
        }

        internal override int Receive(byte[] buffer, int offset, int count)
        {
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectRead))
                {
                    return 0;
                }

                // Readable with nothing there is how the end shows. Receive would wait for ever on lwIP after a reset.
                if (_socket.Available == 0)
                {
                    return Broken;
                }

                int received = _socket.Receive(buffer, offset, count, SocketFlags.None);
                return received > 0 ? received : Broken;
            }
            catch (Exception)
            {
                return Broken;
            }
        }

        internal override int Send(byte[] buffer, int offset, int count)
        {
            int left = count;
            try
            {
                while (_socket.Poll(0, SelectMode.SelectWrite))
                {
                    int at = offset + count - left;
                    if (left <= MaxPiece)
                    {
                        return count - left + _socket.Send(buffer, at, left, SocketFlags.None);
                    }

                    left -= _socket.Send(buffer, at, MaxPiece, SocketFlags.None);
                }

                return count - left;
            }
            catch (Exception)
            {
                return Broken;
            }
        }

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
            catch (Exception)
            {
                return false;
            }
        }

        internal override bool Wait(int milliseconds)
        {
            return Wait(_socket, milliseconds);
        }

        internal override bool CanSend
        {
            get
            {
                try
                {
                    return _socket.Poll(0, SelectMode.SelectWrite);
                }
                catch (Exception)
                {
                    return true;
                }
            }
        }

        internal override void Close()
        {
            try
            {
                _socket.Close();
            }
            catch (Exception)
            {
                // Nothing is left that could be done, and whoever closes has others to care for.
            }
        }

        internal override void Abort()
        {
            Abandon(_socket);
            Close();
        }

        /// <summary>
        /// Has the next Close free everything at once. Otherwise lwIP keeps what the peer did not acknowledge, a whole send buffer
        /// perhaps, for 19 minutes, and for a peer that is there and does not read without end.
        /// </summary>
        internal static void Abandon(Socket socket)
        {
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, 0);
            }
            catch (Exception)
            {
                // Closed already.
            }
        }
    }
}
