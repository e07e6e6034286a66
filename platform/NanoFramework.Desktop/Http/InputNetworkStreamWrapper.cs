using System.Globalization;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace System.Net
{
    /// <summary>
    /// What a client sends. It reads ahead up to 256 bytes, so some of what follows the head of a request may be in here and no
    /// longer in the socket; and its finalizer closes the connection.
    /// </summary>
    internal sealed class InputNetworkStreamWrapper : Stream
    {
        private const int ReadAhead = 256;
        private const int MaxLine = 4000;

        private readonly Stream _stream;
        private readonly byte[] _buffer = new byte[ReadAhead];
        private int _start;
        private int _end;
        private int _chunkLeft = -1;

        internal InputNetworkStreamWrapper(Stream stream, Socket socket)
        {
            _stream = stream;
            Socket = socket;
        }

        ~InputNetworkStreamWrapper()
        {
            Dispose(false);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override bool CanTimeout => true;

        /// <summary>What is here together with what waits in the socket.</summary>
        public override long Length => _chunkLeft >= 0 ? _chunkLeft : Waiting + _end - _start;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int ReadTimeout
        {
            get => _stream.ReadTimeout;
            set => _stream.ReadTimeout = value;
        }

        public override int WriteTimeout
        {
            get => _stream.WriteTimeout;
            set => _stream.WriteTimeout = value;
        }

        internal Socket Socket { get; }

        /// <summary>Whether a body in chunks is put together while it is read.</summary>
        internal bool IsChunked { get; set; }

        private int Waiting => _stream is SslStream ? (int)_stream.Length : Socket.Available;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!IsChunked)
            {
                return ReadPlain(buffer, offset, count);
            }

            if (_chunkLeft < 0)
            {
                _chunkLeft = ReadChunkHead();
            }

            if (_chunkLeft == 0)
            {
                return 0;
            }

            int read = ReadPlain(buffer, offset, Math.Min(count, _chunkLeft));
            _chunkLeft -= read;
            if (_chunkLeft == 0)
            {
                ReadLine();
                _chunkLeft = -1;
            }

            return read;
        }

        public override int ReadByte()
        {
            if (_start == _end && Fill() == 0)
            {
                throw new SocketException((int)SocketError.ConnectionAborted);
            }

            return _buffer[_start++];
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _stream.Write(buffer, offset, count);
        }

        public override void Flush()
        {
            _stream.Flush();
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        /// <summary>Reads a line, waiting for its end for ever.</summary>
        /// <returns>The line without its last two bytes, which are taken for its end.</returns>
        internal string ReadLine()
        {
            using var line = new MemoryStream();
            int last = -1;
            while (last != '\n' && last != '\r' && (_start < _end || Fill() > 0))
            {
                last = Take(line);
                if (last == '\r' && (_start < _end || Fill() > 0))
                {
                    Take(line);
                }
            }

            if (line.Length == 0)
            {
                throw new SocketException((int)SocketError.ConnectionAborted);
            }

            return line.Length <= 2 ? string.Empty : Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length - 2);
        }

        /// <summary>Reads a header field, which may go on in lines that begin with white space.</summary>
        internal string ReadField()
        {
            string field = ReadLine();
            while (field.Length > 0 && Peek() is ' ' or '\t')
            {
                field += ReadLine();
            }

            return field;
        }

        protected override void Dispose(bool disposing)
        {
            _stream.Close();
            base.Dispose(disposing);
        }

        private int Take(MemoryStream line)
        {
            if (line.Length == MaxLine)
            {
                throw new WebException("Line too long", WebExceptionStatus.ServerProtocolViolation);
            }

            byte value = _buffer[_start++];
            line.WriteByte(value);
            return value;
        }

        private int Peek()
        {
            int value = ReadByte();
            _start--;
            return value;
        }

        private int ReadChunkHead()
        {
            string size = ReadLine().Split(';')[0];
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
            {
                throw new ProtocolViolationException();
            }

            return value;
        }

        /// <summary>Reads what is here and then, unless that was enough, waits for more.</summary>
        private int ReadPlain(byte[] buffer, int offset, int count)
        {
            int read = TakeBuffered(buffer, offset, count);
            if (read == count)
            {
                return read;
            }

            if (count - read >= ReadAhead)
            {
                return read + ReadStream(buffer, offset + read, count - read);
            }

            return Fill() == 0 ? 0 : read + TakeBuffered(buffer, offset + read, count - read);
        }

        private int TakeBuffered(byte[] buffer, int offset, int count)
        {
            int taken = Math.Min(count, _end - _start);
            Array.Copy(_buffer, _start, buffer, offset, taken);
            _start += taken;
            return taken;
        }

        /// <summary>Reads what the socket holds, or waits for one byte.</summary>
        private int Fill()
        {
            _start = 0;
            _end = 0;
            _end = ReadStream(_buffer, 0, Math.Clamp(Waiting, 1, ReadAhead));
            return _end;
        }

        private int ReadStream(byte[] buffer, int offset, int count)
        {
            try
            {
                return _stream.Read(buffer, offset, count);
            }
            catch (IOException e) when (e.InnerException is SocketException)
            {
                // The device's streams let the exception of the socket out as it is.
                throw e.InnerException;
            }
        }
    }
}
