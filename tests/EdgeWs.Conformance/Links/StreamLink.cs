using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using SslStream = System.Net.Security.SslStream;

namespace EdgeWs.Conformance.Links
{
    /// <summary>
    /// A connection over TCP or TLS to a peer that runs by itself. A thread of the link's own takes what arrives, because a stream
    /// does not tell what it has.
    /// </summary>
    internal sealed class StreamLink : Link
    {
        // Far more than anything takes: the machine may be busy, and only a peer that is wrong lets it pass.
        private const int LongestWait = 60000;

        private const int PieceSize = 16384;

        private readonly Socket _socket;
        private readonly Stream _stream;
        private readonly BlockingCollection<byte[]> _pieces = new BlockingCollection<byte[]>();
        private ArraySegment<byte> _rest = ArraySegment<byte>.Empty;
        private volatile bool _wasReset;
        private volatile bool _isClosed;

        /// <param name="socket">The connection.</param>
        /// <param name="authenticate">Makes the TLS handshake; null for none.</param>
        private StreamLink(Socket socket, Action<SslStream> authenticate)
        {
            socket.NoDelay = true;
            socket.SendTimeout = LongestWait;
            _socket = socket;
            _stream = new NetworkStream(socket, true);
            if (authenticate != null)
            {
                var secure = new SslStream(_stream, false, (sender, certificate, chain, errors) => true);
                authenticate(secure);
                _stream = secure;
            }

            new Thread(ReadAll) { IsBackground = true }.Start();
        }

        internal override bool WasReset => _wasReset;

        internal override bool HasEnded => _rest.Count == 0 && _pieces.IsCompleted;

        internal static StreamLink Connect(int port, bool isSecure = false)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            return new StreamLink(socket, isSecure ? stream => stream.AuthenticateAsClient("localhost") : null);
        }

        /// <param name="socket">What was accepted.</param>
        /// <param name="certificate">For TLS; else null.</param>
        internal static StreamLink Accept(Socket socket, X509Certificate2 certificate = null)
        {
            return new StreamLink(socket, certificate == null ? null : stream => stream.AuthenticateAsServer(certificate));
        }

        internal override void Write(ReadOnlySpan<byte> bytes)
        {
            try
            {
                _stream.Write(bytes);
            }
            catch (IOException e) when (e.InnerException is not SocketException { SocketErrorCode: SocketError.TimedOut })
            {
                _wasReset = true;
            }
        }

        internal override int Read(byte[] buffer)
        {
            if (_rest.Count == 0)
            {
                if (!_pieces.TryTake(out byte[] piece, LongestWait))
                {
                    return _pieces.IsCompleted ? 0 : throw new TimeoutException();
                }

                _rest = piece;
            }

            int count = Math.Min(buffer.Length, _rest.Count);
            _rest.Slice(0, count).CopyTo(buffer);
            _rest = _rest.Slice(count);
            return count;
        }

        internal override int ReadAvailable(byte[] buffer)
        {
            return _rest.Count == 0 && _pieces.Count == 0 ? 0 : Read(buffer);
        }

        internal override void Pause(int milliseconds)
        {
            // Only has to be long enough that what was sent does not arrive together with what follows.
            Thread.Sleep(milliseconds / 10);
        }

        internal override void EndSending()
        {
            try
            {
                _socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The peer was faster.
            }
        }

        internal override void Close()
        {
            // What the reading thread meets from now on is not the peer's doing.
            _isClosed = true;
            _stream.Dispose();
        }

        private void ReadAll()
        {
            var buffer = new byte[PieceSize];
            try
            {
                int count;
                while ((count = _stream.Read(buffer)) > 0)
                {
                    _pieces.Add(buffer.AsSpan(0, count).ToArray());
                }
            }
            catch (IOException e)
            {
                _wasReset |= !_isClosed && e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset };
            }
            catch (ObjectDisposedException)
            {
                // Closed on this side.
            }

            _pieces.CompleteAdding();
        }
    }
}
