using System;

namespace EdgeWs.Nano.Http
{
    /// <summary>
    /// The body of a request, RFC 7230 section 3.3: of a known length, or in chunks. Read as it arrives, in pieces of any size; what
    /// follows it is left alone.
    /// </summary>
    internal sealed class HttpBody
    {
        // What the next byte is part of.
        private const int Data = 0;
        private const int DataEnd = 1;         // the line end behind the data of a chunk
        private const int DataEndLine = 2;
        private const int Size = 3;            // digits
        private const int Extension = 4;       // what follows them, which nobody needs
        private const int SizeEnd = 5;
        private const int Trailer = 6;         // the first byte of a field behind the last chunk
        private const int TrailerName = 7;
        private const int TrailerValue = 8;    // which nobody needs
        private const int TrailerEnd = 9;
        private const int End = 10;            // the end of an empty line, and of the body

        // By how much a body grows whose length is not known, if its next chunk does not take more.
        private const int Step = 256;

        private readonly int _limit;
        private readonly bool _isChunked;
        private byte[] _bytes = new byte[0];
        private int _count;
        private int _left;
        private int _digits;
        private int _part;

        private HttpBody(int limit, int length)
        {
            _limit = limit;
            _isChunked = length < 0;
            _left = _isChunked ? 0 : length;
            _part = _isChunked ? Size : Data;
        }

        /// <summary>Judges how the body of a request is framed.</summary>
        /// <param name="request">The request.</param>
        /// <param name="limit">The most bytes.</param>
        /// <param name="body">The body; null when there is none, or it is refused.</param>
        /// <returns><see cref="HttpHead.Complete"/> where there is none, <see cref="HttpHead.Incomplete"/> where it follows, or the status with which to refuse the request.</returns>
        internal static int Begin(HttpRequest request, int limit, out HttpBody body)
        {
            body = null;
            WsHeaders headers = request.Headers;
            bool hasLength = headers.Find("Content-Length", 0) >= 0;
            if (headers.Find("Transfer-Encoding", 0) >= 0)
            {
                // Both together are how requests are smuggled past a proxy: RFC 7230 section 3.3.3.
                if (hasLength || request.IsOld)
                {
                    return 400;
                }

                if (headers.Short("Transfer-Encoding").ToLower() != "chunked")
                {
                    return 501;
                }

                body = new HttpBody(limit, -1);
                return HttpHead.Incomplete;
            }

            if (!hasLength)
            {
                return HttpHead.Complete;
            }

            int length = ParseLength(headers.Short("Content-Length"));
            if (length < 0 || length > limit)
            {
                return length < 0 ? 400 : 413;
            }

            body = length == 0 ? null : new HttpBody(limit, length);
            return length == 0 ? HttpHead.Complete : HttpHead.Incomplete;
        }

        /// <summary>Takes from the input up to the end of the body.</summary>
        /// <returns><see cref="HttpHead.Incomplete"/>, <see cref="HttpHead.Complete"/>, or the status with which to refuse: 400 or 413.</returns>
        internal int Append(ByteCursor input)
        {
            while (input.Position < input.End)
            {
                int result = _part == Data ? Take(input) : Pass(input.Buffer, input.Position++);
                if (result != HttpHead.Incomplete)
                {
                    return result;
                }
            }

            return HttpHead.Incomplete;
        }

        /// <summary>The body, which is complete.</summary>
        internal byte[] ToArray()
        {
            if (_count < _bytes.Length)
            {
                Grow(_count);
            }

            return _bytes;
        }

        private int Take(ByteCursor input)
        {
            int count = input.End - input.Position;
            if (count > _left)
            {
                count = _left;
            }

            if (_count + _left > _bytes.Length)
            {
                // All of a body whose length is known, and of a chunk: it takes no more than the client promised to send.
                int size = _count + _left;
                Grow(_isChunked && size < _bytes.Length + Step && _bytes.Length + Step <= _limit ? _bytes.Length + Step : size);
            }

            Array.Copy(input.Buffer, input.Position, _bytes, _count, count);
            input.Position += count;
            _count += count;
            _left -= count;
            if (_left == 0)
            {
                _part = DataEnd;
                return _isChunked ? HttpHead.Incomplete : HttpHead.Complete;
            }

            return HttpHead.Incomplete;
        }

        private void Grow(int size)
        {
            byte[] bytes = new byte[size];
            Array.Copy(_bytes, 0, bytes, 0, _count);
            _bytes = bytes;
        }

        /// <summary>Passes a byte that is no data.</summary>
        private int Pass(byte[] buffer, int at)
        {
            char c = (char)buffer[at];
            int next;
            if (_part == Size)
            {
                int digit = ValueOf(c);
                if (digit >= 0)
                {
                    _digits++;
                    if (_left > int.MaxValue >> 4 || (_left << 4 | digit) > _limit - _count)
                    {
                        return 413;
                    }

                    _left = _left << 4 | digit;
                    return HttpHead.Incomplete;
                }

                next = _digits == 0 ? -1 : c == '\r' ? SizeEnd : c == ';' ? Extension : -1;
            }
            else if (_part == Extension || _part == TrailerValue)
            {
                next = c == '\r' ? (_part == Extension ? SizeEnd : TrailerEnd) : Ascii.IsFieldValue(buffer, at, at + 1) ? _part : -1;
            }
            else if (_part == Trailer || _part == TrailerName)
            {
                next = c == '\r' && _part == Trailer ? End
                    : c == ':' && _part == TrailerName ? TrailerValue
                    : Ascii.IsToken(buffer, at, at + 1) ? TrailerName
                    : -1;
            }
            else
            {
                next = c != (_part == DataEnd ? '\r' : '\n') ? -1
                    : _part == DataEnd ? DataEndLine
                    : _part == DataEndLine ? Size
                    : _part == SizeEnd ? (_left == 0 ? Trailer : Data)
                    : Trailer;
                if (_part == End)
                {
                    return next < 0 ? 400 : HttpHead.Complete;
                }

                _digits = 0;
            }

            _part = next;
            return next < 0 ? 400 : HttpHead.Incomplete;
        }

        /// <summary>The value of a hexadecimal digit; -1 for any other character.</summary>
        private static int ValueOf(char c)
        {
            int letter = c | 0x20;
            return c >= '0' && c <= '9' ? c - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
        }

        /// <returns>The length; -1 when it is none, and some large number for one that is too large to count.</returns>
        private static int ParseLength(string text)
        {
            int length = text.Length == 0 ? -1 : 0;
            foreach (char c in text.ToCharArray())
            {
                if (c < '0' || c > '9' || length < 0)
                {
                    return -1;
                }

                length = length > int.MaxValue / 10 - 1 ? int.MaxValue / 10 : length * 10 + (c - '0');
            }

            return length;
        }
    }
}
