using System;
using System.Text;

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

        private readonly BufferPool _pool;
        private readonly byte[] _buffer;
        private readonly byte[] _content;
        private readonly HttpContentReader _reader;
        private readonly bool _isChunked;
        private byte[] _data;
        private int _position;
        private int _end;

        // Bytes of the content that are not read yet; negative while nobody knows.
        private int _left;

        /// <param name="pool">For the buffer of the pieces; it goes back there with <see cref="Release"/>.</param>
        /// <param name="head">Status line and header fields.</param>
        /// <param name="content">What follows them, or null. Not copied.</param>
        /// <param name="reader">Gives what follows them, or null.</param>
        /// <param name="length">How many bytes follow; negative for as many as the reader gives.</param>
        /// <param name="isChunked">Whether they go out in chunks.</param>
        internal HttpAnswer(BufferPool pool, string head, byte[] content, HttpContentReader reader, int length, bool isChunked)
        {
            _pool = pool;
            _content = content;
            _reader = reader;
            _left = length;
            _isChunked = isChunked;
            _buffer = pool.Rent(PieceSize);
            _data = _buffer;

            // Three bytes are the most that a character takes.
            if (head.Length <= PieceSize / 3)
            {
                _end = Encoding.UTF8.GetBytes(head, 0, head.Length, _buffer, 0);
            }
            else
            {
                _data = Encoding.UTF8.GetBytes(head);
                _end = _data.Length;
            }

            if (_data == _buffer && content != null)
            {
                // In one segment with the head as far as it fits.
                int count = PieceSize - _end < length ? PieceSize - _end : length;
                Array.Copy(content, 0, _buffer, _end, count);
                _end += count;
                _left -= count;
            }
        }

        /// <summary>Whether all is out.</summary>
        internal bool IsDone => _position == _end && _left == 0;

        /// <summary>Sends what the transport takes now, within bounds.</summary>
        /// <returns>The bytes sent, or <see cref="Transport.Broken"/>, also when the source ends too early.</returns>
        internal int Send(Transport transport)
        {
            int total = 0;
            while (total < PassSize && !IsDone)
            {
                if (_position == _end && !Fill())
                {
                    return Transport.Broken;
                }

                int count = _end - _position;
                if (count > PassSize - total)
                {
                    count = PassSize - total;
                }

                int sent = transport.Send(_data, _position, count);
                if (sent < 0)
                {
                    return sent;
                }

                total += sent;
                _position += sent;
                if (sent < count)
                {
                    break;
                }
            }

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

            int start = _isChunked ? ChunkStart : 0;
            int room = PieceSize - (_isChunked ? ChunkStart + ChunkEnd + LastChunk : 0);
            int count = _reader(_buffer, start, _left >= 0 && _left < room ? _left : room);
            _data = _buffer;
            _position = 0;
            _end = start + count;
            if (_left > 0)
            {
                _left -= count;
                return count > 0;
            }

            if (count <= 0)
            {
                _left = 0;
                _end = 0;
            }

            if (_isChunked)
            {
                Frame(count);
            }

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

        private void EndLine(int at)
        {
            _buffer[at] = (byte)'\r';
            _buffer[at + 1] = (byte)'\n';
        }
    }
}
