using System;

namespace EdgeWs.Nano.Http
{
    /// <summary>An answer on its way to the client, piece by piece: its head, then an array or what a source gives.</summary>
    internal sealed class HttpAnswer
    {
        // One segment, see SocketTransport; and how many of them a pass sends at the most.
        private const int PieceSize = 1440;
        private const int PassSize = 4 * PieceSize;

        // What a chunk has around its data, RFC 7230 section 4.1: four digits and two line ends; and the last, empty one.
        private const int ChunkStart = 6;
        private const int ChunkEnd = 2;
        private const int LastChunk = 5;

        // Where the status ends in the first line; and what follows the lines of the program: a length and two line ends.
        private const int StatusEnd = 12;
        private const int MostDigits = 10;
        private const int LengthSize = MostDigits + 4;

        private readonly BufferPool _pool;
        private readonly byte[] _buffer;
        private byte[] _content;
        private HttpContentReader _reader;
        private byte[] _data;
        private int _position;
        private int _end;

        // Bytes of the content that are not read yet; negative while nobody knows.
        private int _left;

        /// <param name="pool">For the buffer of the pieces; it goes back there with <see cref="Release"/>.</param>
        /// <param name="head">Status line, with 200, and header lines, up to the length of the content if that is told.</param>
        /// <param name="status">The status.</param>
        /// <param name="length">The length of the content; negative where the head tells none.</param>
        internal HttpAnswer(BufferPool pool, string head, int status, int length)
        {
            _pool = pool;
            _buffer = pool.Rent(PieceSize);

            // Three bytes are the most that a character takes.
            int most = head.Length * 3 + LengthSize;
            byte[] data = most > PieceSize ? new byte[most] : _buffer;
            int end = TextEncoding.Utf8.GetBytes(head, 0, head.Length, data, 0);
            if (status != 200)
            {
                WriteNumber(status, data, StatusEnd);
            }

            if (length >= 0)
            {
                // Its digits are known from the last to the first: from where the last may be at the most to where the first must be.
                int first = WriteNumber(length, data, end + MostDigits);
                Array.Copy(data, first, data, end, end + MostDigits - first);
                end = end + end + MostDigits - first;
                end += TextEncoding.Utf8.GetBytes("\r\n\r\n", 0, 4, data, end);
            }

            _data = data;
            _end = end;
        }

        /// <summary>Adds the content, before anything is sent.</summary>
        /// <param name="content">The content, or null. Not copied.</param>
        /// <param name="reader">Gives the content, or null.</param>
        /// <param name="length">How many bytes it has; negative for as many as the reader gives, in chunks.</param>
        internal void Add(byte[] content, HttpContentReader reader, int length)
        {
            _content = content;
            _reader = reader;
            _left = length;
            if (_data == _buffer && content != null)
            {
                // In one segment with the head as far as it fits.
                int count = PieceSize - _end;
                if (count > length)
                {
                    count = length;
                }

                Array.Copy(content, 0, _buffer, _end, count);
                _end += count;
                _left -= count;
            }
        }

        /// <summary>Whether all is out.</summary>
        internal bool IsDone => _position == _end && _left == 0;

        /// <summary>Sends what the transport takes now, within bounds. To be called until it is done.</summary>
        /// <returns>The bytes sent, or <see cref="Transport.Broken"/>, also when the source ends too early.</returns>
        internal int Send(Transport transport)
        {
            int total = 0;
            int count;
            int sent;
            do
            {
                if (_position == _end && !Fill())
                {
                    return Transport.Broken;
                }

                count = _end - _position;
                if (count > PassSize - total)
                {
                    count = PassSize - total;
                }

                sent = transport.Send(_data, _position, count);
                if (sent < 0)
                {
                    return sent;
                }

                _position += sent;
                total += sent;
            }
            while (sent == count && total < PassSize && (_position < _end || _left != 0));

            return total;
        }

        /// <summary>Gives the buffer back. To be called once.</summary>
        internal void Release()
        {
            _pool.Return(_buffer);
        }

        /// <summary>Gets the next piece.</summary>
        /// <returns>False when the source has ended before its time.</returns>
        private bool Fill()
        {
            if (_reader == null)
            {
                _data = _content;
                _position = _content.Length - _left;
                _end = _content.Length;
                _left = 0;
                return true;
            }

            bool isChunked = _left < 0;
            int start = isChunked ? ChunkStart : 0;
            int room = PieceSize - (isChunked ? ChunkStart + ChunkEnd + LastChunk : 0);
            int count = _reader(_buffer, start, isChunked || _left > room ? room : _left);
            _data = _buffer;
            _position = 0;
            _end = start + count;
            if (!isChunked)
            {
                _left -= count;
                return count > 0;
            }

            Frame(count);
            _left = count > 0 ? _left : 0;
            return true;
        }

        /// <summary>Makes a chunk of what was read: of nothing the last one.</summary>
        private void Frame(int count)
        {
            if (count > 0)
            {
                for (int i = 0; i < ChunkStart - ChunkEnd; i++)
                {
                    int digit = (count >> (12 - 4 * i)) & 15;
                    _buffer[i] = (byte)(digit < 10 ? '0' + digit : 'A' - 10 + digit);
                }

                EndLine(ChunkStart - ChunkEnd);
                EndLine(_end);
                _end += ChunkEnd;
            }
            else
            {
                _buffer[0] = (byte)'0';
                EndLine(1);
                EndLine(3);
                _end = LastChunk;
            }
        }

        /// <summary>Writes digits backwards.</summary>
        /// <returns>Where the first one is.</returns>
        private static int WriteNumber(int value, byte[] data, int end)
        {
            do
            {
                data[--end] = (byte)('0' + value % 10);
                value /= 10;
            }
            while (value > 0);

            return end;
        }

        private void EndLine(int at)
        {
            _buffer[at] = (byte)'\r';
            _buffer[at + 1] = (byte)'\n';
        }
    }
}
