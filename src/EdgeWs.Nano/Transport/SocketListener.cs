using System;
using System.Net;
using System.Net.Sockets;

namespace EdgeWs.Nano
{
    /// <summary>A TCP port on which a server listens, with or without TLS.</summary>
    internal sealed class SocketListener : TransportListener
    {
        // As many as lwIP keeps for Accept. It would let more shake hands, and reset each that is one too many; those that get no
        // answer try again by themselves.
        private const int Backlog = 6;

        private readonly Socket _socket;
        private readonly int _port;
        private readonly WsTlsOptions _tls;
        private readonly byte[] _header;

        /// <param name="endPoint">Where to listen; port 0 for any.</param>
        /// <param name="tls">Checked; null for plain TCP.</param>
        /// <exception cref="SocketException">The port cannot be had, or no socket is free.</exception>
        internal SocketListener(IPEndPoint endPoint, WsTlsOptions tls)
        {
            _tls = tls;
            _header = tls == null ? null : new byte[TlsHello.HeaderLength];
            _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // lwIP refuses the port while connections of an earlier start are still closing. The listener hands the option
                // on to what it accepts, so it must have it from the beginning.
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                _socket.Bind(endPoint);
                _socket.Listen(Backlog);
                _port = ((IPEndPoint)_socket.LocalEndPoint).Port;
            }
            catch
            {
                _socket.Close();
                throw;
            }
        }

        internal override int Port => _port;

        internal override bool IsPending()
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception)
            {
                return false;
            }
        }

        internal override Transport Accept()
        {
            Socket socket;
            try
            {
                // Waits for ever unless a connection is there.
                socket = _socket.Accept();
            }
            catch (Exception)
            {
                return null;
            }

            return Wrap(socket);
        }

        private Transport Wrap(Socket socket)
        {
            try
            {
                return _tls == null ? new SocketTransport(socket) : new TlsHello(socket, _tls, _header);
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
