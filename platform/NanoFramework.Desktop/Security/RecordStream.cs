using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace System.Net.Security
{
    /// <summary>
    /// A socket that gives out no byte behind the TLS record that is being read. mbedTLS reads record by record, so that all
    /// else stays in the socket, where a device can see it; desktop .NET would take whatever is there.
    /// </summary>
    internal sealed class RecordStream : Stream
    {
        private const int HeaderLength = 5;

        private readonly Socket _socket;
        private readonly byte[] _header = new byte[HeaderLength];
        private int _headerCount;
        private int _left;

        internal RecordStream(Socket socket)
        {
            _socket = socket;
        }

        /// <summary>Whether the connection ended.</summary>
        internal bool HasEnded { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_left > 0)
            {
                int taken = Receive(buffer.Slice(0, Math.Min(buffer.Length, _left)));
                _left -= taken;
                return taken;
            }

            buffer = buffer.Slice(0, Math.Min(buffer.Length, HeaderLength - _headerCount));
            int received = Receive(buffer);
            buffer.Slice(0, received).CopyTo(_header.AsSpan(_headerCount));
            _headerCount += received;
            if (_headerCount == HeaderLength)
            {
                _left = _header[3] << 8 | _header[4];
                _headerCount = 0;
            }

            return received;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return Read(buffer.AsSpan(offset, count));
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                // A send timeout cuts a write short, and throws only where nothing went.
                while (buffer.Length > 0)
                {
                    buffer = buffer.Slice(_socket.Send(buffer));
                }
            }
            catch (SocketException e)
            {
                throw new IOException(e.Message, e);
            }
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Write(buffer.AsSpan(offset, count));
        }

        /// <summary>Done by the caller: for the one thing that desktop .NET offers only in this form, to send close_notify.</summary>
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        private int Receive(Span<byte> buffer)
        {
            try
            {
                int received = _socket.Receive(buffer);
                HasEnded |= received == 0 && buffer.Length > 0;
                return received;
            }
            catch (SocketException e)
            {
                throw new IOException(e.Message, e);
            }
        }
    }
}
