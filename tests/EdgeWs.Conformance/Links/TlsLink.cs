using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using SslStream = System.Net.Security.SslStream;

namespace EdgeWs.Conformance.Links
{
    /// <summary>A connection over TLS to a peer that runs by itself. What arrives is decrypted on a thread of the link's own.</summary>
    internal sealed class TlsLink : Link
    {
        private const int LongestWait = 15000;
        private const int PieceSize = 16384;

        private readonly SslStream _stream;
        private readonly BlockingCollection<byte[]> _pieces = new BlockingCollection<byte[]>();
        private ArraySegment<byte> _rest = ArraySegment<byte>.Empty;
        private volatile bool _wasReset;
        private volatile bool _isClosed;

        private TlsLink(SslStream stream)
        {
            _stream = stream;
            new Thread(ReadAll) { IsBackground = true }.Start();
        }

        internal override bool WasReset => _wasReset;

        internal override bool HasEnded => _rest.Count == 0 && _pieces.IsCompleted;

        internal static TlsLink Connect(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            SslStream stream = Wrap(socket);
            stream.AuthenticateAsClient("localhost");
            return new TlsLink(stream);
        }

        internal static TlsLink Accept(Socket socket, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
        {
            SslStream stream = Wrap(socket);
            stream.AuthenticateAsServer(certificate);
            return new TlsLink(stream);
        }

        internal override void Write(ReadOnlySpan<byte> bytes)
        {
            try
            {
                _stream.Write(bytes);
            }
            catch (IOException)
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
            Thread.Sleep(milliseconds);
        }

        internal override void Close()
        {
            // What the reading thread meets from now on is not the peer's doing.
            _isClosed = true;
            _stream.Dispose();
        }

        private static SslStream Wrap(Socket socket)
        {
            socket.NoDelay = true;
            socket.SendTimeout = LongestWait;
            return new SslStream(new NetworkStream(socket, true), false, (sender, certificate, chain, errors) => true);
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
