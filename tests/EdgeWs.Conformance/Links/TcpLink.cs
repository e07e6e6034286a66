using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeWs.Conformance.Links
{
    /// <summary>A connection over TCP to a peer that runs by itself.</summary>
    internal sealed class TcpLink : Link
    {
        // Far more than anything takes: the machine may be busy, and only a peer that is wrong lets it pass.
        private const int LongestWait = 15000;

        private readonly Socket _socket;
        private bool _wasReset;

        internal TcpLink(Socket socket)
        {
            _socket = socket;
            _socket.NoDelay = true;
            _socket.ReceiveTimeout = LongestWait;
            _socket.SendTimeout = LongestWait;
        }

        internal override bool WasReset => _wasReset;

        internal override bool HasEnded => _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;

        internal static TcpLink Connect(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            return new TcpLink(socket);
        }

        internal override void Write(ReadOnlySpan<byte> bytes)
        {
            try
            {
                while (bytes.Length > 0)
                {
                    bytes = bytes.Slice(_socket.Send(bytes));
                }
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted)
            {
                _wasReset = true;
            }
        }

        internal override int Read(byte[] buffer)
        {
            try
            {
                return _socket.Receive(buffer);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
            {
                _wasReset = true;
                return 0;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut)
            {
                throw new TimeoutException(e.Message, e);
            }
        }

        internal override int ReadAvailable(byte[] buffer)
        {
            return _socket.Available == 0 ? 0 : Read(buffer);
        }

        internal override void Pause(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }

        internal override void Close()
        {
            _socket.Dispose();
        }
    }
}
