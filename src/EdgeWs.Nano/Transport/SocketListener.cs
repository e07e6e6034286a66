using System;
using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A TCP port on which a server listens.</summary>
    internal sealed class SocketListener : TransportListener
    {
        private readonly Socket _socket;
        private readonly int _port;

        /// <exception cref="SocketException">The port cannot be had, or no socket is free.</exception>
        internal SocketListener(IPEndPoint endPoint, int backlog)
        {
            _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
#if !DESKTOP
                // lwIP refuses the port while connections of an earlier start are still closing. The listener hands the option
                // on to what it accepts, so it must have it from the beginning. Desktop .NET does the like by itself, and there
                // the option would let two servers share the port.
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
#endif
                _socket.Bind(endPoint);
                _socket.Listen(backlog);
                _port = ((IPEndPoint)_socket.LocalEndPoint).Port;
            }
            catch
            {
                _socket.Close();
                throw;
            }
        }

        internal override int Port => _port;

        internal override Transport Accept()
        {
            Socket socket = AcceptSocket();
            return socket == null ? null : Wrap(socket);
        }

        /// <summary>Takes the next connection that waits, as it is.</summary>
        internal Socket AcceptSocket()
        {
            try
            {
                // Accept waits for ever unless a connection is there.
                return _socket.Poll(0, SelectMode.SelectRead) ? _socket.Accept() : null;
            }
            catch (SocketException)
            {
                // The connection went away again, or no socket is free for it.
                return null;
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
        }

        private static Transport Wrap(Socket socket)
        {
            try
            {
                return new SocketTransport(socket);
            }
            catch
            {
                // Of 16 sockets none may wait for the garbage collector.
                socket.Close();
                throw;
            }
        }

        internal override bool Wait(int milliseconds)
        {
            return SocketTransport.Wait(_socket, milliseconds);
        }

        internal override void Close()
        {
            _socket.Close();
        }
    }
}
